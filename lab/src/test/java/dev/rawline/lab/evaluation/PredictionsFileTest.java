package dev.rawline.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.learning.sample.DrawnCamera;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionsFileTest {
  @Test
  void everyPropertyOfADrawnCameraIsAColumn() {
    DrawnCamera camera =
        new DrawnCamera(
            Optional.of(0.5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(10),
            Optional.empty(),
            Optional.of(new Rgb(1, 2, 3)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Binning.COLOUR_2X2));

    assertThat(PredictionsFile.values(camera))
        .containsExactly(
            entry("light", 0.5),
            entry("bits", 10.0),
            entry("white_balance_1", 1.0),
            entry("white_balance_2", 2.0),
            entry("white_balance_3", 3.0),
            entry("binning", "colour_2x2"));
  }
}

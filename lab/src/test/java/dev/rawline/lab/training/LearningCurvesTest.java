package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.workbench.plot.Drawing;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurvesTest {
  private static final List<String> THETA =
      IntStream.range(0, 7).mapToObj("white_balance[%d]"::formatted).toList();

  @Test
  void learningRatesAndThetaHavePanelsIfTheyChange() {
    int alone = curves(1, 0, List.of()).getHeight();
    int rates = curves(0.8, 0, List.of()).getHeight();
    int still = curves(1, 0, THETA).getHeight();
    int both = curves(0.8, 0.01, THETA).getHeight();
    assertThat(still).isEqualTo(alone);
    assertThat(rates).isGreaterThan(alone);
    assertThat(both).isGreaterThan(rates);
  }

  @Test
  void theChanceLevelIsDrawn() {
    assertThat(drawing(1, 0, List.of()).svg()).contains("chance level 0.33 (3 classes)");
  }

  private static BufferedImage curves(double factor, double step, List<String> theta) {
    return drawing(factor, step, theta).picture();
  }

  private static Drawing drawing(double factor, double step, List<String> theta) {
    List<EpochReport> history = new ArrayList<>();
    for (int epoch = 1; epoch <= 6; epoch++) {
      int now = epoch;
      double rate = 0.01 * Math.pow(factor, epoch);
      history.add(
          new EpochReport(
              epoch,
              2.0 / epoch,
              OptionalDouble.of(2.2 / epoch),
              OptionalDouble.of(1 - 1.0 / (1 + epoch)),
              rate,
              rate / 10,
              1,
              true,
              IntStream.range(0, theta.size())
                  .mapToObj(i -> 1 + step * now * Math.sin(i + now * 0.4))
                  .toList()));
    }
    return new LearningCurves(
            "small-cnn on smears",
            history,
            Metric.BALANCED_ACCURACY,
            6,
            theta,
            Optional.of(new ChanceLevel(3, 1 / 3.0)),
            !theta.isEmpty())
        .draw();
  }
}

package dev.rawline.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.View;
import dev.rawline.lab.evaluation.LabelledPrediction.OfClass;
import dev.rawline.lab.evaluation.LabelledPrediction.OfNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final View VIEW = new View(1, 1, new float[3]);

  @Test
  void anotherClassIsRecognizedByItsPlaceNotByItsName() {
    assertThat(pair(digit(0.9, 0.1), digit(0.2, 0.8)).isReclassified()).isTrue();
    assertThat(pair(digit(0.9, 0.1), digit(0.6, 0.4)).isReclassified()).isFalse();
  }

  @Test
  void numbersAreNotClassified() {
    assertThat(pair(new OfNumber("age", 3, 4), new OfNumber("age", 5, 4)).isReclassified())
        .isFalse();
  }

  private static OfClass digit(double three, double five) {
    return new OfClass(List.of("3", "5"), List.of(three, five), 0);
  }

  private static SideBySide pair(LabelledPrediction before, LabelledPrediction after) {
    return new SideBySide(
        "sample",
        new SideBySide.Side("one camera", VIEW, before),
        new SideBySide.Side("another", VIEW, after));
  }
}

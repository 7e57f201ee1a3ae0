package dev.rawline.learning.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantScheduleIsOne() {
    assertThat(new Schedule.Constant().factor(7, 10, 3.5)).isEqualTo(1);
  }

  @Test
  void theCosineDecreasesOverHalfAPeriod() {
    Schedule cosine = new Schedule.Cosine(0.1);
    assertThat(cosine.factor(0, 100, 0)).isEqualTo(1);
    assertThat(cosine.factor(50, 100, 0)).isCloseTo(0.55, within(1e-12));
    assertThat(cosine.factor(25, 100, 0))
        .isCloseTo(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(cosine.factor(100, 100, 0)).isCloseTo(0.1, within(1e-12));
    for (int step = 1; step <= 100; step++) {
      assertThat(cosine.factor(step, 100, 0)).isLessThan(cosine.factor(step - 1, 100, 0));
    }
  }

  @Test
  void stepsCountStartedEpochs() {
    Schedule steps = steps(2, 5);
    assertThat(steps.factor(0, 1, 1.99)).isEqualTo(1);
    assertThat(steps.factor(0, 1, 2)).isEqualTo(0.1);
    assertThat(steps.factor(0, 1, 4.9)).isEqualTo(0.1);
    assertThat(steps.factor(0, 1, 5)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void factorsApplyAtRegularEpochs() {
    Schedule every = every(3, 0.5);
    assertThat(every.factor(0, 1, 2.9)).isEqualTo(1);
    assertThat(every.factor(0, 1, 3)).isEqualTo(0.5);
    assertThat(every.factor(0, 1, 8.5)).isEqualTo(0.25);
  }

  @Test
  void theWarmUpIsLinear() {
    WarmUp bySteps = new WarmUp.Steps(4);
    assertThat(bySteps.factor(0, 0)).isEqualTo(0);
    assertThat(bySteps.factor(1, 0)).isEqualTo(0.25);
    assertThat(bySteps.factor(4, 0)).isEqualTo(1);
    assertThat(bySteps.factor(9, 0)).isEqualTo(1);
    WarmUp byEpochs = new WarmUp.Epochs(2);
    assertThat(byEpochs.factor(100, 0.5)).isEqualTo(0.25);
    assertThat(byEpochs.factor(100, 3)).isEqualTo(1);
  }

  @Test
  void outOfRangeValuesAreRejected() {
    assertThatThrownBy(() -> new Schedule.Cosine(1.5))
        .hasMessage("cosine lowest is 1.5: expected 0 to 1 (no unit)");
    assertThatThrownBy(() -> every(0, 2))
        .hasMessage(
            "steps: factor is 2: expected above 0 and at most 1 (no unit); every is 0: expected a"
                + " finite number, 1 or more (epochs)");
    assertThatThrownBy(() -> steps(5, 5))
        .hasMessage(
            "steps: the learning rate decreases at the epochs [5, 5]: expected rising numbers from 1");
    assertThatThrownBy(() -> new WarmUp.Steps(0))
        .hasMessage("steps is 0: expected a finite number, 1 or more (batches)");
    assertThatThrownBy(() -> new WarmUp.Epochs(0))
        .hasMessage("epochs is 0: expected a finite number above 0 (epochs)");
  }

  private static Schedule every(int epochs, double factor) {
    return new Schedule.Steps(Optional.of(epochs), Optional.empty(), factor);
  }

  private static Schedule steps(Integer... epochs) {
    return new Schedule.Steps(Optional.empty(), Optional.of(List.of(epochs)), 0.1);
  }
}

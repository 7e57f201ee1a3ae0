package dev.rawline.learning.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantStaysOne() {
    assertThat(new ConstantSchedule().factor(7, 10, 3.5)).isEqualTo(1);
  }

  @Test
  void theCosineFallsAlongHalfAWave() {
    Schedule cosine = new CosineSchedule(0.1);
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
  void stepsCountTheEpochsThatHaveBegun() {
    Schedule steps = new MultiStepSchedule(List.of(2, 5), 0.1);
    assertThat(steps.factor(0, 1, 1.99)).isEqualTo(1);
    assertThat(steps.factor(0, 1, 2)).isEqualTo(0.1);
    assertThat(steps.factor(0, 1, 4.9)).isEqualTo(0.1);
    assertThat(steps.factor(0, 1, 5)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void everySoManyEpochsAnotherFactor() {
    Schedule every = new PeriodicStepSchedule(3, 0.5);
    assertThat(every.factor(0, 1, 2.9)).isEqualTo(1);
    assertThat(every.factor(0, 1, 3)).isEqualTo(0.5);
    assertThat(every.factor(0, 1, 8.5)).isEqualTo(0.25);
  }

  @Test
  void theWarmUpRisesAlongALineAndThenTheScheduleRules() {
    Schedule bySteps = new WarmUpSchedule(4, WarmUpSchedule.Unit.STEPS, new ConstantSchedule());
    assertThat(bySteps.factor(0, 10, 0)).isEqualTo(0);
    assertThat(bySteps.factor(1, 10, 0)).isEqualTo(0.25);
    assertThat(bySteps.factor(4, 10, 0)).isEqualTo(1);
    assertThat(bySteps.factor(9, 10, 0)).isEqualTo(1);
    Schedule byEpochs =
        new WarmUpSchedule(2, WarmUpSchedule.Unit.EPOCHS, new PeriodicStepSchedule(3, 0.5));
    assertThat(byEpochs.factor(100, 1000, 0.5)).isEqualTo(0.25);
    assertThat(byEpochs.factor(100, 1000, 3)).isEqualTo(0.5);
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> new CosineSchedule(1.5))
        .hasMessage("the lowest factor of the cosine is 1.5: expected 0 to 1");
    assertThatThrownBy(() -> new PeriodicStepSchedule(0, 2))
        .hasMessage(
            "the rate goes down every 0 epochs: expected at least 1 epoch; the factor of the"
                + " schedule is 2.0: expected above 0, at most 1");
    assertThatThrownBy(() -> new MultiStepSchedule(List.of(5, 5), 0.1))
        .hasMessage("the rate goes down at the epochs [5, 5]: expected rising numbers from 1 on");
    assertThatThrownBy(
            () -> new WarmUpSchedule(0, WarmUpSchedule.Unit.STEPS, new ConstantSchedule()))
        .hasMessage("the length of the warm-up is 0.0: expected above 0");
  }
}

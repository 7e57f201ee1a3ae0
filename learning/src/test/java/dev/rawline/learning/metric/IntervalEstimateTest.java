package dev.rawline.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IntervalEstimateTest {
  private static final long RUN = Long.getLong("rawline.seed", 1);
  private static final double LEVEL = 0.95;

  /** The number of standard deviations of a normal distribution that holds the level. */
  private static final double DEVIATIONS = 1.959964;

  @Test
  void theMeanOfOneIsItself() {
    IntervalEstimate one = new IntervalEstimate(0.3, 0.1, 0.6, LEVEL);
    assertThat(IntervalEstimate.mean(List.of(one))).isEqualTo(one);
  }

  @Test
  void theIntervalShrinksWithTheRootOfTheirNumber() {
    IntervalEstimate mean =
        IntervalEstimate.mean(Collections.nCopies(16, new IntervalEstimate(0.3, 0.1, 0.7, LEVEL)));
    assertThat(mean.value()).isCloseTo(0.3, within(1e-12));
    assertThat(mean.low()).isCloseTo(0.25, within(1e-12));
    assertThat(mean.high()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void theIntervalCoversTheTruthAtItsLevel() {
    RandomGenerator random = new SplittableRandom(RUN);
    double[] deviations = {0.5, 1, 3};
    double truth = 2;
    int held = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      IntervalEstimate[] each = new IntervalEstimate[deviations.length];
      for (int i = 0; i < each.length; i++) {
        double value = truth + deviations[i] * random.nextGaussian();
        double half = DEVIATIONS * deviations[i];
        each[i] = new IntervalEstimate(value, value - half, value + half, LEVEL);
      }
      IntervalEstimate mean = IntervalEstimate.mean(List.of(each));
      held += mean.low() <= truth && truth <= mean.high() ? 1 : 0;
    }
    // Five standard deviations of a share of 4000 trials.
    assertThat((double) held / trials).as("seed %d", RUN).isCloseTo(LEVEL, within(0.0172));
  }

  @Test
  void whatIsNotKnownOfOneIsNotKnownOfTheMean() {
    IntervalEstimate mean =
        IntervalEstimate.mean(
            List.of(
                new IntervalEstimate(1, 0, 2, LEVEL),
                IntervalEstimate.withoutInterval(0.5, LEVEL)));
    assertThat(mean).isEqualTo(IntervalEstimate.withoutInterval(0.75, LEVEL));
  }

  @Test
  void refusesNothingAndWhatIsOfSeveralLevels() {
    assertThatThrownBy(() -> IntervalEstimate.mean(List.of()))
        .hasMessageContaining("at least one estimate");
    assertThatThrownBy(
            () ->
                IntervalEstimate.mean(
                    List.of(
                        new IntervalEstimate(1, 0, 2, LEVEL),
                        new IntervalEstimate(1, 0, 2, LEVEL / 2))))
        .hasMessageContaining("all of one level");
  }
}

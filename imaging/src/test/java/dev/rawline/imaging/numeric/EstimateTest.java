package dev.rawline.imaging.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final double LEVEL = 0.95;

  /** Of a normal distribution, so many deviations hold the level. */
  private static final double DEVIATIONS = 1.959964;

  @Test
  void theMeanOfOneIsItself() {
    Estimate one = new Estimate(0.3, 0.1, 0.6, LEVEL);
    assertThat(Estimate.mean(List.of(one))).isEqualTo(one);
  }

  @Test
  void theIntervalShrinksWithTheRootOfTheirNumber() {
    Estimate mean = Estimate.mean(Collections.nCopies(16, new Estimate(0.3, 0.1, 0.7, LEVEL)));
    assertThat(mean.value()).isCloseTo(0.3, within(1e-12));
    assertThat(mean.low()).isCloseTo(0.25, within(1e-12));
    assertThat(mean.high()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void theIntervalCoversTheTruthAtItsLevel() {
    RandomGenerator random = new SplittableRandom(Seeds.next("EstimateTest"));
    double[] deviations = {0.5, 1, 3};
    double truth = 2;
    int held = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      Estimate[] each = new Estimate[deviations.length];
      for (int i = 0; i < each.length; i++) {
        double value = truth + deviations[i] * random.nextGaussian();
        double half = DEVIATIONS * deviations[i];
        each[i] = new Estimate(value, value - half, value + half, LEVEL);
      }
      Estimate mean = Estimate.mean(List.of(each));
      held += mean.low() <= truth && truth <= mean.high() ? 1 : 0;
    }
    // Five standard deviations of a share of 4000 trials.
    assertThat((double) held / trials).isCloseTo(LEVEL, within(0.0172));
  }

  @Test
  void whatIsNotKnownOfOneIsNotKnownOfTheMean() {
    Estimate mean =
        Estimate.mean(List.of(new Estimate(1, 0, 2, LEVEL), Estimate.withoutInterval(0.5, LEVEL)));
    assertThat(mean).isEqualTo(Estimate.withoutInterval(0.75, LEVEL));
  }

  @Test
  void refusesNothingAndWhatIsOfSeveralLevels() {
    assertThatThrownBy(() -> Estimate.mean(List.of()))
        .hasMessageContaining("at least one estimate");
    assertThatThrownBy(
            () ->
                Estimate.mean(
                    List.of(new Estimate(1, 0, 2, LEVEL), new Estimate(1, 0, 2, LEVEL / 2))))
        .hasMessageContaining("all of one level");
  }

  @Test
  void boundsMayBeInfiniteUnlessFiniteOnesAreRequired() {
    assertThat(new Estimate(1, Double.NEGATIVE_INFINITY, 2).covers(-1e300)).isTrue();
    assertThatThrownBy(() -> Estimate.finite(1, Double.NEGATIVE_INFINITY, 2, LEVEL))
        .hasMessage(
            "1.0, from -Infinity to 2.0 at a level of 0.95: expected finite numbers in order, and a level between 0 and 1");
    assertThatThrownBy(() -> Estimate.withoutInterval(Double.NaN, LEVEL))
        .hasMessageContaining("NaN, from NaN to NaN");
    assertThatThrownBy(() -> new Estimate(1, 0, 2, 1)).hasMessageContaining("at a level of 1.0");
  }

  @Test
  void theTextHasTheLevelOfTheInterval() {
    assertThat(new Estimate(0.28016, 0.2795, 0.2809))
        .hasToString("0.2802 (95 %: 0.2795 to 0.2809)");
    assertThat(new Estimate(2, 1, 3, 0.9)).hasToString("2.000 (90 %: 1.000 to 3.000)");
    assertThat(new Estimate(0, 0, 0.3)).hasToString("not resolved, below 0.30");
  }
}

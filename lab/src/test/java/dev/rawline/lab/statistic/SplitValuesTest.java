package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplitValuesTest {
  /** Golden numbers of this class: SciPy's stats.t.interval, and its root finder. */
  private static final SplitValues DROPS = of(.020, .026, .021, .031, .022);

  private static final SplitValues CORRUPTED = of(.21, .25, .23, .28, .20);

  static SplitValues of(double... values) {
    TreeMap<Integer, Double> bySplit = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      bySplit.put(i + 1, values[i]);
    }
    return new SplitValues(bySplit);
  }

  @Test
  void theIntervalIsStudents() {
    Estimate estimate = DROPS.estimate();

    assertThat(estimate.value()).isCloseTo(.024, within(1e-15));
    assertThat(estimate.low()).isCloseTo(0.018378127142052666, within(1e-12));
    assertThat(estimate.high()).isCloseTo(0.029621872857947335, within(1e-12));
    assertThat(estimate.level()).isEqualTo(0.95);
  }

  @Test
  void theIntervalOfARatioIsFiellers() {
    Estimate ratio = FiellerRatio.of(List.of(CORRUPTED), List.of(DROPS), 0.8).orElseThrow();

    assertThat(ratio.value()).isCloseTo(9.75, within(1e-12));
    assertThat(ratio.low()).isCloseTo(8.86603275714635, within(1e-9));
    assertThat(ratio.high()).isCloseTo(11.015580265464896, within(1e-9));
  }

  @Test
  void thereIsNoRatioIfTheDenominatorIsNotSignificant() {
    assertThat(FiellerRatio.of(List.of(CORRUPTED), List.of(of(-.01, .02, .03, .01, .02)), 0.8))
        .isEmpty();
    assertThat(FiellerRatio.of(List.of(CORRUPTED), List.of(of(-.02, -.02, -.03, -.02, -.02)), 0.8))
        .isEmpty();
    assertThat(FiellerRatio.of(List.of(of(.2)), List.of(of(0)), 0.8)).isEmpty();
    assertThat(FiellerRatio.of(List.of(of(.2)), List.of(of(1e-17)), 0.8)).isEmpty();
  }

  @Test
  void aRatioOfProportionalDropsIsExact() {
    Estimate ratio =
        FiellerRatio.of(
                List.of(of(.04, .06, .05, .044, .056)),
                List.of(of(.02, .03, .025, .022, .028)),
                0.8)
            .orElseThrow();

    assertThat(ratio.value()).isCloseTo(2, within(1e-12));
    assertThat(ratio.high() - ratio.low()).isLessThan(1e-6);
  }

  @Test
  void ofOneSplitNoIntervalIsKnown() {
    assertThat(of(.3).estimate().hasInterval()).isFalse();
    assertThat(of(.3).deviation()).isZero();
    Estimate ratio = FiellerRatio.of(List.of(of(.2)), List.of(of(.02)), 0.8).orElseThrow();
    assertThat(ratio.value()).isCloseTo(10, within(1e-12));
    assertThat(ratio.hasInterval()).isFalse();
  }

  /** Student's t of two splits is 12.7, of four 3.2: intervals would show their own variance. */
  @Test
  void ofFewSplitsNoIntervalIsKnown() {
    assertThat(of(.2, .9).estimate()).isEqualTo(Estimate.withoutInterval(.55, Estimate.LEVEL));
    assertThat(of(.2, .9).corrected(.25).hasInterval()).isFalse();
    assertThat(of(.2, .9, .5, .4).corrected(.25).hasInterval()).isFalse();
    assertThat(of(.2).probability(.25)).isEmpty();
    assertThat(of(.2, .9).deviation()).isPositive();
    Estimate ratio =
        FiellerRatio.of(List.of(of(.2, .4)), List.of(of(.02, .0202)), 0.8).orElseThrow();
    assertThat(ratio).isEqualTo(Estimate.withoutInterval(ratio.value(), Estimate.LEVEL));
    assertThat(of(.2, .9, .5, .4).estimate().hasInterval()).isFalse();
    assertThat(of(.2, .9, .5, .4, .3).estimate().hasInterval()).isTrue();
    assertThat(SplitValues.withoutInterval(1)).isEqualTo("1 split: no interval");
    assertThat(SplitValues.withoutInterval(2)).isEqualTo("2 splits: no interval");
  }

  @Test
  void valuesThatDifferByRoundingAreEqual() {
    assertThat(of(.1 + .2).minus(of(.3)).orElseThrow()).isEqualTo(of(0));
    // .82 − .80 and .72 − .70 are not the same double.
    assertThat(of(.82, .72).minus(of(.80, .70)).orElseThrow().deviation()).isZero();
  }

  @Test
  void cancellingValuesAreZero() {
    SplitValues one = of(.1, .3, -.7);
    SplitValues other = of(.2, .1, .6);
    SplitValues third = of(-.3, -.4, .1);

    assertThat(.1 + .2 - .3).isNotZero();
    assertThat(SplitValues.meanOf(List.of(one, other, third)))
        .isEqualTo(Estimate.withoutInterval(0, Estimate.LEVEL));
    assertThat(of(.1, .2, -.3).mean()).isZero();
    assertThat(of(.1, .2, -.3 + 1e-9).mean()).isNotZero();
  }

  @Test
  void numbersWithoutACommonSplitHaveAMeanButNoInterval() {
    SplitValues third = new SplitValues(new TreeMap<>(Map.of(3, 1.0)));

    assertThat(of(.2, .4).minus(third)).isEmpty();
    assertThat(SplitValues.meanOf(List.of(of(.2, .4), third)))
        .isEqualTo(Estimate.withoutInterval(.65, Estimate.LEVEL));
  }

  @Test
  void anUnfinishedSplitChangesNothing() {
    SplitValues unfinished = of(.1, .2, .9, .8, .5, .7);
    SplitValues other = of(.3, .5, .1, .2, .1);

    Estimate mean = SplitValues.meanOf(List.of(unfinished, other));
    assertThat(mean.value()).isCloseTo(.37, within(1e-12));
    assertThat(mean.high()).isCloseTo(of(.2, .35, .5, .5, .3).estimate().high(), within(1e-12));
    assertThat(mean.hasInterval()).isTrue();
  }

  /** Three splits whose resamples are known: 1000 numbers, evenly from value − 1 to value + 1. */
  private static SplitValues resampled(double... values) {
    TreeMap<Integer, double[]> drawn = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      double[] numbers = new double[1000];
      for (int r = 0; r < numbers.length; r++) {
        numbers[r] = values[i] - 1 + 2 * r / 999.0;
      }
      drawn.put(i + 1, numbers);
    }
    return new SplitValues(of(values).values(), drawn);
  }

  @Test
  void ofFewSplitsTheIntervalIsOverSamplesOrNone() {
    assertThat(of(.2, .9, .5).confidence().hasInterval()).isFalse();
    assertThat(of(.2, .9, .5, .4).confidence().hasInterval()).isFalse();
    assertThat(DROPS.confidence()).isEqualTo(DROPS.estimate());

    Estimate mean = resampled(3, 5, 7).confidence();
    assertThat(mean.value()).isEqualTo(5);
    assertThat(mean.low()).isCloseTo(4.05, within(1e-9));
    assertThat(mean.high()).isCloseTo(5.95, within(1e-9));
    // One sample moves all numbers of a resample: their differences do not vary.
    Estimate difference = resampled(3, 5, 7).minus(resampled(2, 4, 6)).orElseThrow().confidence();
    assertThat(difference).isEqualTo(Estimate.withoutInterval(1, Estimate.LEVEL));
    assertThat(resampled(3, 5, 7, 4, 6).confidence()).isEqualTo(of(3, 5, 7, 4, 6).estimate());
    assertThat(resampled(3, 5, 7).minus(of(2, 4, 6)).orElseThrow().drawn()).isEmpty();
  }

  /**
   * By hand: c / d of a resample is (10 + x) / (2 + x), x evenly from −1 to 1, and falls with x.
   */
  @Test
  void ofFewSplitsARatioIsOverSamples() {
    Estimate ratio =
        FiellerRatio.of(List.of(resampled(10)), List.of(resampled(2)), 1).orElseThrow();

    assertThat(ratio.value()).isEqualTo(5);
    assertThat(ratio.low()).isCloseTo(10.95 / 2.95, within(1e-2));
    assertThat(ratio.high()).isCloseTo(9.05 / 1.05, within(1e-2));
    assertThat(FiellerRatio.of(List.of(resampled(10)), List.of(resampled(.9)), 1)).isEmpty();
  }

  @Test
  void intervalsHaveTheirNominalCoverage() {
    Random random = new Random(7);
    int times = 4000;
    int means = 0;
    int ratios = 0;
    int unbounded = 0;
    for (int i = 0; i < times; i++) {
      double[] drift = new double[5];
      double[] corrupted = new double[5];
      for (int split = 0; split < drift.length; split++) {
        // What a split has in common moves both.
        double common = random.nextGaussian();
        drift[split] = .024 + .003 * common + .003 * random.nextGaussian();
        corrupted[split] = .24 + .02 * common + .02 * random.nextGaussian();
      }
      means += holds(of(drift).estimate(), .024) ? 1 : 0;
      var ratio = FiellerRatio.of(List.of(of(corrupted)), List.of(of(drift)), 0.8);
      unbounded += ratio.isEmpty() ? 1 : 0;
      ratios += ratio.isPresent() && holds(ratio.get(), 10) ? 1 : 0;
    }
    // Three standard errors of a share of .95 in 4000 draws are .0103.
    assertThat((double) means / times).isCloseTo(.95, within(.0104));
    assertThat((double) unbounded / times).isLessThan(.02);
    assertThat((double) ratios / (times - unbounded)).isCloseTo(.95, within(.0104));
  }

  private static boolean holds(Estimate estimate, double truth) {
    return estimate.low() <= truth && truth <= estimate.high();
  }
}

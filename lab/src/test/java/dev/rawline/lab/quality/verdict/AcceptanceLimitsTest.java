package dev.rawline.lab.quality.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.verdict.AcceptanceLimits.Source;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Guard bands, and the coverage of intervals. */
class AcceptanceLimitsTest {
  private static AcceptanceLimits limits(double low, double high) {
    return new AcceptanceLimits(low, high, AcceptanceLimits.Source.SENSOR);
  }

  private static Estimate between(double low, double high) {
    return new Estimate((low + high) / 2, low, high);
  }

  private static Optional<Estimate> mean(Quantity quantity, double... values) {
    return QuantityTable.of(Collections.nCopies(values.length, ""), Map.of(quantity, values))
        .estimate(quantity);
  }

  @Test
  void onlyAWholeIntervalPassesOrFails() {
    AcceptanceLimits limits = limits(10, 20);
    assertThat(limits.judge(between(10, 20))).isEqualTo(Verdict.PASS);
    assertThat(limits.judge(between(12, 12))).isEqualTo(Verdict.PASS);
    assertThat(limits.judge(between(9.999, 15))).isEqualTo(Verdict.WARN);
    assertThat(limits.judge(between(15, 20.001))).isEqualTo(Verdict.WARN);
    assertThat(limits.judge(between(5, 10))).isEqualTo(Verdict.WARN);
    assertThat(limits.judge(between(5, 9.999))).isEqualTo(Verdict.FAIL);
    assertThat(limits.judge(between(20.001, 30))).isEqualTo(Verdict.FAIL);
    assertThat(limits.judge(between(0, 30))).isEqualTo(Verdict.WARN);
    AcceptanceLimits most = limits(Double.NEGATIVE_INFINITY, 0.02);
    assertThat(most.judge(between(-5, 0.02))).isEqualTo(Verdict.PASS);
    assertThat(most.judge(between(0.021, 0.03))).isEqualTo(Verdict.FAIL);
    assertThat(most).hasToString("at most 0.02");
    assertThat(limits(3, Double.POSITIVE_INFINITY)).hasToString("at least 3");
    assertThat(limits).hasToString("10 to 20");
  }

  @Test
  void limitsAreOrdered() {
    assertThatThrownBy(() -> limits(2, 1)).hasMessageContaining("expected the lower one first");
    assertThatThrownBy(() -> limits(1, 1)).hasMessageContaining("limits from 1.0 to 1.0");
    assertThatThrownBy(() -> limits(Double.NaN, 1)).hasMessageContaining("NaN");
  }

  /** A number on its limit passes in 2.5 % of measurements, and fails in as many. */
  @Test
  void theErrorRateOfTheRuleIsAsStated() {
    Random random = new Random(11);
    int passed = 0;
    int failed = 0;
    int batches = 20_000;
    for (int batch = 0; batch < batches; batch++) {
      double[] values =
          random.doubles(9, -1, 1).map(uniform -> 5 + random.nextGaussian()).toArray();
      Estimate mean = mean(Quantity.GREEN_MEAN, values).orElseThrow();
      Verdict verdict = limits(-100, 5).judge(mean);
      passed += verdict == Verdict.PASS ? 1 : 0;
      failed += verdict == Verdict.FAIL ? 1 : 0;
    }
    double standardError = Math.sqrt(0.025 * 0.975 / batches);
    assertThat((double) passed / batches).isCloseTo(0.025, within(4 * standardError));
    assertThat((double) failed / batches).isCloseTo(0.025, within(4 * standardError));
  }

  /** t of one degree of freedom at 97.5 % is 12.7062 (tables). */
  @Test
  void theIntervalOfTwoValuesIsStudents() {
    Estimate mean = mean(Quantity.GREEN_MEAN, 1, 3).orElseThrow();
    assertThat(mean.value()).isEqualTo(2);
    assertThat(mean.high() - 2).isCloseTo(12.7062, within(1e-4));
    assertThat(2 - mean.low()).isCloseTo(12.7062, within(1e-4));
    assertThat(mean(Quantity.GREEN_MEAN, 1)).isEmpty();
    assertThat(mean(Quantity.GREEN_MEAN)).isEmpty();
  }

  /** Variances of both signs average to their mean, whose root is reported. */
  @Test
  void rootsAreAveragedAsVariances() {
    Estimate mean = mean(Quantity.ROW_BANDING, -1, 3, 2, -2).orElseThrow();
    assertThat(mean.value()).isCloseTo(Math.sqrt((-1 + 9 + 4 - 4) / 4.0), within(1e-12));
    assertThat(mean.low()).isNegative();
    Random random = new Random(2);
    int covered = 0;
    int batches = 4000;
    for (int batch = 0; batch < batches; batch++) {
      double[] roots =
          random
              .ints(12, 0, 1)
              .mapToDouble(zero -> 4 + 3 * random.nextGaussian())
              .map(variance -> Math.signum(variance) * Math.sqrt(Math.abs(variance)))
              .toArray();
      Estimate found = mean(Quantity.READ_NOISE, roots).orElseThrow();
      covered += found.low() <= 2 && 2 <= found.high() ? 1 : 0;
    }
    assertThat((double) covered / batches)
        .isCloseTo(0.95, within(4 * Math.sqrt(0.05 * 0.95 / batches)));
  }

  @Test
  void equalValuesHaveAnIntervalOfZeroWidth() {
    double[] values = new double[6];
    Arrays.fill(values, 7.5);
    assertThat(mean(Quantity.GAIN, values)).contains(new Estimate(7.5, 7.5, 7.5));
  }

  /** The level of no light was to lie between −1008 and 18780 DN: no limit below 0 is a limit. */
  @Test
  void limitsThatNothingCanExceedAreLeftOut() {
    assertThat(AcceptanceLimits.about(8886, 9894, 0, 65_535, Source.REFERENCE))
        .contains(AcceptanceLimits.atMost(18_780, Source.REFERENCE));
    assertThat(AcceptanceLimits.about(0.9, 0.2, 0, 1, Source.REFERENCE))
        .contains(AcceptanceLimits.atLeast(0.7, Source.REFERENCE));
    assertThat(AcceptanceLimits.about(0.5, 0.6, 0, 1, Source.REFERENCE)).isEmpty();
    assertThat(AcceptanceLimits.about(-27, 20, 0, 100, Source.REFERENCE)).isEmpty();
    assertThat(AcceptanceLimits.about(4096, 8, 0, 65_535, Source.SENSOR))
        .contains(new AcceptanceLimits(4088, 4104, Source.SENSOR));
  }
}

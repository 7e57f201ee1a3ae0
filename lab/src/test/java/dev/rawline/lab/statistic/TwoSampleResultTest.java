package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests of two samples. The golden numbers are SciPy's (1.15.3):
 *
 * <pre>
 * from scipy import stats; import numpy as np
 * stats.ks_2samp(a, b, method='exact'); stats.cramervonmises_2samp(a, b, method='exact')
 * k = np.arange(1, 301); l = np.arange(1, 401)
 * a = np.sin(k) * np.sqrt(k); b = np.cos(l * 1.3) * np.sqrt(l) * 0.9 + 1.5
 * stats.cramervonmises_2samp(a, b, method='asymptotic')
 * </pre>
 */
class TwoSampleResultTest {
  private static final double[] A = {
    0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64, 0.05, -0.06, 0.64, -0.82, 0.37,
    1.77, 1.09, -1.28, 2.36, 1.31, 1.05, -0.32, -0.40, 1.06, -2.47
  };
  private static final double[] B = {
    1.11, 0.79, 0.56, 1.69, -0.73, 0.24, 1.51, 0.44, 1.39, 2.64, 1.05, 0.94, 1.64, 0.18, 2.37, 0.77,
    2.09
  };

  private final Seed seed = new Seed(Seeds.next("TwoSampleTest"), "tests");
  private final RandomStream random = seed.stream("samples", 0);

  /** The two tests, for the laws of both. */
  enum Comparison {
    KOLMOGOROV_SMIRNOV {
      @Override
      TwoSampleResult compare(double[] reference, double[] incoming, Seed seed) {
        return KolmogorovSmirnov.compare(reference, incoming);
      }
    },
    CRAMER_VON_MISES {
      @Override
      TwoSampleResult compare(double[] reference, double[] incoming, Seed seed) {
        return CramerVonMises.compare(reference, incoming, seed);
      }
    };

    abstract TwoSampleResult compare(double[] reference, double[] incoming, Seed seed);
  }

  private static double[] wave(int size, boolean sine, double shift) {
    double[] wave = new double[size];
    Arrays.setAll(
        wave,
        i ->
            sine
                ? Math.sin(i + 1) * Math.sqrt(i + 1)
                : Math.cos((i + 1) * 1.3) * Math.sqrt(i + 1) * 0.9 + shift);
    return wave;
  }

  @Test
  void kolmogorovSmirnovMatchesSciPy() {
    TwoSampleResult small = KolmogorovSmirnov.compare(Arrays.copyOf(A, 8), Arrays.copyOf(B, 7));
    assertThat(small.statistic()).isCloseTo(0.5714285714285714, within(1e-15));
    assertThat(small.pValue()).isCloseTo(0.1414141414141414, within(1e-14));
    assertThat(small.method()).isEqualTo(TwoSampleResult.Method.EXACT);

    TwoSampleResult large = KolmogorovSmirnov.compare(wave(300, true, 0), wave(400, false, 1.5));
    assertThat(large.statistic()).isCloseTo(0.08, within(1e-15));
    assertThat(large.pValue()).isCloseTo(0.21257685173298374, within(1e-12));

    TwoSampleResult far = KolmogorovSmirnov.compare(wave(300, true, 0), wave(400, false, 7.5));
    assertThat(far.statistic()).isCloseTo(0.2916666666666667, within(1e-15));
    assertThat(far.pValue()).isCloseTo(2.457213245592844e-13, within(1e-22));

    // scipy.stats.kstwobign.sf(sqrt(3000 * 4000 / 7000) * statistic)
    TwoSampleResult limit = KolmogorovSmirnov.compare(wave(3000, true, 0), wave(4000, false, 0));
    assertThat(limit.statistic()).isCloseTo(0.016416666666666663, within(1e-15));
    assertThat(limit.pValue()).isCloseTo(0.7446851679274975, within(1e-9));
    assertThat(limit.method()).isEqualTo(TwoSampleResult.Method.ASYMPTOTIC);
  }

  @Test
  void cramerVonMisesMatchesSciPy() {
    TwoSampleResult small = CramerVonMises.compare(Arrays.copyOf(A, 8), Arrays.copyOf(B, 7), seed);
    assertThat(small.statistic()).isCloseTo(0.38888888888888884, within(1e-14));
    assertThat(small.pValue()).isCloseTo(0.0836052836052836, within(1e-14));
    assertThat(small.method()).isEqualTo(TwoSampleResult.Method.EXACT);

    // 1.05 and 1.64 are in both: without them there are no ties, and SciPy's statistic is ours.
    double[] untied = Arrays.stream(B).filter(b -> b != 1.05 && b != 1.64).toArray();
    assertThat(CramerVonMises.compare(A, untied, seed).method())
        .isEqualTo(TwoSampleResult.Method.PERMUTATION);

    TwoSampleResult large = CramerVonMises.compare(wave(300, true, 0), wave(400, false, 1.5), seed);
    assertThat(large.statistic()).isCloseTo(0.3853619047619077, within(1e-12));
    assertThat(large.pValue()).isCloseTo(0.07903473920360293, within(1e-7));
    assertThat(large.method()).isEqualTo(TwoSampleResult.Method.ASYMPTOTIC);
  }

  /** scipy.stats._hypotests._cdf_cvm_inf; the levels are those of Anderson and Darling (1952). */
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.876280931041351",
    "0.1, 0.5848734384067971",
    "0.34730, 0.10000308279020154",
    "0.46136, 0.05000038313265287",
    "0.74346, 0.009999961915457156",
    "1.16786, 0.0009999908914802333",
    "2, 1.2780736265760595e-05"
  })
  void theLimitMatchesAndersonAndDarling(double statistic, double probability) {
    assertThat(CramerVonMises.Distribution.exceeds(statistic)).isCloseTo(probability, within(2e-8));
  }

  @Test
  void theTailOfTheLimitIsItsFirstTerm() {
    // P(W > x) → 2/π · √(π / −cos π) / π^(3/2) … falls as e^(−π² x / 2) / √x.
    for (double x : new double[] {5, 20, 60}) {
      double ratio =
          CramerVonMises.Distribution.exceeds(x + 1) / CramerVonMises.Distribution.exceeds(x);
      double expected = Math.exp(-Math.PI * Math.PI / 2) * Math.sqrt(x / (x + 1));
      assertThat(ratio).isCloseTo(expected, within(0.01 * expected));
    }
    assertThat(CramerVonMises.Distribution.exceeds(0.001)).isEqualTo(1);
    assertThat(CramerVonMises.Distribution.exceeds(0.00401)).isCloseTo(1, within(1e-12));
  }

  @Test
  void exactPValuesMatchAllPartitionsOfTiedValues() {
    for (int repeat = 0; repeat < 60; repeat++) {
      int n = 1 + (int) (6 * random.nextUniform());
      int m = 1 + (int) (6 * random.nextUniform());
      double[] reference = RandomSamples.sample(n, () -> Math.floor(4 * random.nextUniform()));
      double[] incoming = RandomSamples.sample(m, () -> Math.floor(5 * random.nextUniform()));

      TwoSampleResult kolmogorov = KolmogorovSmirnov.compare(reference, incoming);
      assertThat(kolmogorov.statistic()).isCloseTo(largest(reference, incoming), within(1e-12));
      assertThat(kolmogorov.pValue())
          .isCloseTo(counted(reference, incoming, TwoSampleResultTest::largest), within(1e-12));

      TwoSampleResult cramer = CramerVonMises.compare(reference, incoming, seed);
      assertThat(cramer.method()).isEqualTo(TwoSampleResult.Method.EXACT);
      assertThat(cramer.statistic()).isCloseTo(squares(reference, incoming), within(1e-12));
      assertThat(cramer.pValue())
          .isCloseTo(counted(reference, incoming, TwoSampleResultTest::squares), within(1e-12));
    }
  }

  private static double below(double[] sample, double value) {
    return Arrays.stream(sample).filter(each -> each <= value).count() / (double) sample.length;
  }

  private static double[] pooled(double[] reference, double[] incoming) {
    double[] pooled = Arrays.copyOf(reference, reference.length + incoming.length);
    System.arraycopy(incoming, 0, pooled, reference.length, incoming.length);
    return pooled;
  }

  private static double largest(double[] reference, double[] incoming) {
    return Arrays.stream(pooled(reference, incoming))
        .map(value -> Math.abs(below(reference, value) - below(incoming, value)))
        .max()
        .orElseThrow();
  }

  private static double squares(double[] reference, double[] incoming) {
    double all = reference.length + incoming.length;
    return Arrays.stream(pooled(reference, incoming))
            .map(value -> Math.pow(below(reference, value) - below(incoming, value), 2))
            .sum()
        * reference.length
        * incoming.length
        / (all * all);
  }

  private static double counted(
      double[] reference, double[] incoming, ToDoubleBiFunction<double[], double[]> statistic) {
    double found = statistic.applyAsDouble(reference, incoming);
    double[] pooled = pooled(reference, incoming);
    int ways = 0;
    int reached = 0;
    for (int chosen = 0; chosen < 1 << pooled.length; chosen++) {
      if (Integer.bitCount(chosen) == reference.length) {
        double[] first = new double[reference.length];
        double[] second = new double[incoming.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < pooled.length; k++) {
          if ((chosen >> k & 1) == 1) {
            first[i++] = pooled[k];
          } else {
            second[j++] = pooled[k];
          }
        }
        ways++;
        reached += statistic.applyAsDouble(first, second) >= found - 1e-12 ? 1 : 0;
      }
    }
    return (double) reached / ways;
  }

  @ParameterizedTest
  @CsvSource({
    "KOLMOGOROV_SMIRNOV, 7, 6, 3000",
    "KOLMOGOROV_SMIRNOV, 60, 25, 3000",
    "KOLMOGOROV_SMIRNOV, 250, 32, 3000",
    "CRAMER_VON_MISES, 7, 6, 3000",
    "CRAMER_VON_MISES, 24, 14, 200",
    "CRAMER_VON_MISES, 60, 25, 10000",
    "CRAMER_VON_MISES, 180, 32, 10000"
  })
  void pValuesOfOneDistributionAreUniformOrLarger(
      Comparison test, int reference, int incoming, int draws) {
    List<Double> pValues = pValues(test, reference, incoming, draws, random::nextGaussian);
    RandomSamples.assertNeverTooSmall(pValues);
    if (test == Comparison.CRAMER_VON_MISES && reference > 7) {
      RandomSamples.assertUniform(pValues, 0.05);
    }
    TestOutput.print(
        test + " " + reference + " " + incoming + ", p-values up to 0.01, 0.05:",
        RandomSamples.share(pValues, 0.01),
        RandomSamples.share(pValues, 0.05));
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void pValuesOfTiedValuesAreUniformOrLarger(Comparison test) {
    DoubleSupplier coarse = () -> Math.floor(1.5 * random.nextGaussian());
    DoubleSupplier mostlyNone = () -> Math.max(0, random.nextGaussian() - 1);
    DoubleSupplier manySteps = () -> Math.floor(15 * random.nextGaussian());
    RandomSamples.assertNeverTooSmall(pValues(test, 7, 6, 1_500, coarse));
    RandomSamples.assertNeverTooSmall(pValues(test, 180, 32, 80, coarse));
    RandomSamples.assertNeverTooSmall(pValues(test, 180, 32, 2_000, mostlyNone));
    RandomSamples.assertNeverTooSmall(pValues(test, 180, 32, 4_000, manySteps));
  }

  private List<Double> pValues(
      Comparison test, int reference, int incoming, int draws, DoubleSupplier values) {
    List<Double> pValues = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      pValues.add(
          test.compare(
                  RandomSamples.sample(reference, values),
                  RandomSamples.sample(incoming, values),
                  seed)
              .pValue());
    }
    return pValues;
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void powerRisesWithTheShiftAndWithTheSize(Comparison test) {
    double small = power(test, 100, 0.4);
    double shifted = power(test, 100, 0.8);
    double more = power(test, 400, 0.4);
    assertThat(small).isBetween(0.2, 0.9);
    assertThat(shifted).isGreaterThan(small);
    assertThat(more).isGreaterThan(small);
  }

  private double power(Comparison test, int size, double shift) {
    List<Double> pValues = new ArrayList<>();
    for (int draw = 0; draw < 150; draw++) {
      pValues.add(
          test.compare(
                  RandomSamples.sample(size + 101, random::nextGaussian),
                  RandomSamples.sample(size / 2, () -> random.nextGaussian() + shift),
                  seed)
              .pValue());
    }
    return RandomSamples.share(pValues, 0.05);
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void neitherTheOrderNorTheScaleOfValuesMatters(Comparison test) {
    for (int size : new int[] {5, 40, 300}) {
      double[] reference = RandomSamples.sample(size, random::nextGaussian);
      double[] incoming = RandomSamples.sample(size / 2 + 1, () -> random.nextGaussian() + 0.3);
      TwoSampleResult found = test.compare(reference, incoming, seed);
      double[] reversed = new double[size];
      Arrays.setAll(reversed, i -> reference[size - 1 - i]);
      assertThat(test.compare(reversed, incoming, seed)).isEqualTo(found);
      assertThat(
              test.compare(
                  Arrays.stream(reference).map(Math::exp).toArray(),
                  Arrays.stream(incoming).map(Math::exp).toArray(),
                  seed))
          .isEqualTo(found);
      TwoSampleResult exchanged = test.compare(incoming, reference, seed);
      assertThat(exchanged.statistic()).isCloseTo(found.statistic(), within(1e-12));
      assertThat(exchanged.pValue()).isCloseTo(found.pValue(), within(0.03));
    }
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void constantSamplesDoNotDiffer(Comparison test) {
    double[] zeros = {0, -0.0, 0};
    assertThat(test.compare(zeros, new double[] {-0.0, 0}, seed))
        .isEqualTo(new TwoSampleResult(0, 1, TwoSampleResult.Method.EXACT));
    assertThat(test.compare(new double[500], new double[300], seed).pValue()).isEqualTo(1);
  }

  @Test
  void binaryLargeSamplesAreTestedByTheirShares() {
    double[] reference = new double[6000];
    double[] incoming = new double[4000];
    Arrays.fill(reference, 0, 300, 1);
    Arrays.fill(incoming, 0, 240, 1);
    // A share of 0.05 against 0.06: z = 2.1588, so that 0.03087 is the two-sided p-value.
    double z = 0.01 / Math.sqrt(0.054 * 0.946 * (1 / 6000.0 + 1 / 4000.0));
    assertThat(CramerVonMises.compare(reference, incoming, seed).pValue())
        .isCloseTo(2 * StandardNormal.above(z), within(0.008));
  }

  @Test
  void invalidSamplesAreRefused() {
    for (Comparison test : Comparison.values()) {
      assertThatThrownBy(() -> test.compare(new double[0], B, seed))
          .hasMessage("the reference sample is empty: expected one value at least");
      assertThatThrownBy(() -> test.compare(A, new double[] {1, Double.NaN}, seed))
          .hasMessage(
              "value 2 of the incoming sample is NaN: expected a finite number; leave out missing measurements");
    }
  }
}

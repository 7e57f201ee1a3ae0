package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.random.Moments;
import dev.rawline.imaging.random.Normal;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mean and variance of every noise term, in every branch and at every clip, against theory within 5
 * standard deviations of the estimator; seeds are fixed.
 */
class NoiseTest {
  private static final int WIDTH = 1021;
  private static final int HEIGHT = 1024;
  private static final Seed SEED = new Seed(11, "noise");

  private static float[] shot(Electrons expected) {
    return new ShotNoise().draw(SEED).apply(expected).samples();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0.02, 1, 8, 15.9, 15.99999, 16, 16.1, 20, 30, 300, 5_000, 60_000, 1_000_000})
  void shotNoiseIsPoisson(double expected) {
    float[] samples = shot(Sensors.charge(WIDTH, HEIGHT, expected));
    Moments.of(samples).checkPoisson("λ " + expected, (float) expected);
    boolean whole = true;
    for (float sample : samples) {
      whole &= sample == (float) Math.rint(sample) && sample >= 0;
    }
    assertThat(whole).isTrue();
  }

  /** Few and many electrons in neighbouring pixels of a row do not affect each other. */
  @Test
  void shotNoiseOfFewAndOfManyElectronsMixes() {
    float[] means = {15.5f, 16.5f, 3, 400, 0};
    float[] expected = new float[WIDTH * HEIGHT];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = means[i % means.length];
    }
    float[] drawn = shot(new Electrons(WIDTH, HEIGHT, Cfa.RGGB, expected));
    for (int kind = 0; kind < means.length; kind++) {
      float[] samples = new float[drawn.length / means.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = drawn[i * means.length + kind];
      }
      Moments.of(samples).checkPoisson("every fifth, λ " + means[kind], means[kind]);
    }
  }

  @Test
  void zeroAndNegativeLightGiveNoElectrons() {
    float[] expected = {0, -0f, -1, -1e9f, Float.MIN_VALUE};
    assertThat(shot(new Electrons(5, 1, Cfa.RGGB, expected))).containsOnly(0);
  }

  /**
   * Slightly more light frees the same number of electrons or a few more: each pixel has its random
   * numbers.
   */
  @ParameterizedTest
  @ValueSource(doubles = {5, 500})
  void electronsNeverDecreaseWithMoreLight(double expected) {
    float[] less = shot(Sensors.charge(257, 63, expected));
    float[] more = shot(Sensors.charge(257, 63, expected * 1.001));
    int equal = 0;
    int fewer = 0;
    for (int i = 0; i < less.length; i++) {
      fewer += more[i] < less[i] ? 1 : 0;
      equal += more[i] == less[i] ? 1 : 0;
    }
    assertThat(fewer).isZero();
    assertThat(equal).isBetween(1, less.length - 1);
  }

  /** E[(x + λ) / (2λ)] = 1 and E[2x · (x + λ) / (2λ)] = 2λ + 1 = ∂E[x²]/∂λ. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 8, 16.1, 300, 20_000})
  void theGradientThroughShotNoiseIsUnbiased(double expected) {
    Pullback<Electrons, Electrons> pullback =
        new ShotNoise().draw(SEED).pull(Sensors.charge(WIDTH, HEIGHT, expected));
    double lambda = (float) expected;
    double[] slope = widened(pullback.back(Sensors.charge(WIDTH, HEIGHT, 1)).input());
    assertMean("∂E[x]/∂λ at " + expected, slope, 1);

    float[] twice = pullback.value().samples().clone();
    for (int i = 0; i < twice.length; i++) {
      twice[i] *= 2;
    }
    double[] ofSquare =
        widened(pullback.back(new Electrons(WIDTH, HEIGHT, Cfa.RGGB, twice)).input());
    assertMean("∂E[x²]/∂λ at " + expected, ofSquare, 2 * lambda + 1);
  }

  @Test
  void theGradientAtNoLightIsOneAndBelowItNone() {
    Electrons charge = new Electrons(2, 1, Cfa.RGGB, new float[] {0, -1});
    assertThat(
            new ShotNoise().draw(SEED).pull(charge).back(Sensors.charge(2, 1, 3)).input().samples())
        .containsExactly(3, 0);
  }

  private static double[] widened(Electrons charge) {
    double[] wide = new double[charge.samples().length];
    Arrays.setAll(wide, i -> charge.samples()[i]);
    return wide;
  }

  private static void assertMean(String what, double[] values, double expected) {
    double mean = Arrays.stream(values).sum() / values.length;
    double square = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    assertThat(mean)
        .as(what)
        .isCloseTo(expected, offset(5 * Math.sqrt(square) / values.length + 1e-7 * expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2.8, 40})
  void readNoiseIsNormal(double sigma) {
    float[] samples =
        ReadoutNoise.ofPixels(sigma).draw(SEED).apply(Sensors.charge(WIDTH, HEIGHT, 0)).samples();
    Moments.of(samples).checkNormal("read noise", 0, sigma);
  }

  @Test
  void rowNoiseIsOneNormalNumberARow() {
    int rows = 200_000;
    float[] samples = ReadoutNoise.ofRows(3).draw(SEED).apply(Sensors.charge(3, rows, 7)).samples();
    float[] shared = new float[rows];
    boolean equal = true;
    for (int row = 0; row < rows; row++) {
      shared[row] = samples[3 * row];
      equal &= samples[3 * row + 1] == shared[row] && samples[3 * row + 2] == shared[row];
    }
    assertThat(equal).isTrue();
    Moments.of(shared).checkNormal("row noise", 7, 3);
  }

  /** Below the capacity, around it and far above. */
  @ParameterizedTest
  @ValueSource(doubles = {80, 95, 100, 104, 200})
  void fullWellClipsTheDistribution(double expected) {
    float[] samples =
        Chain.of(new ShotNoise().draw(SEED))
            .then(new FullWell(100))
            .apply(Sensors.charge(WIDTH, HEIGHT, expected))
            .samples();
    double[] probabilities = new double[400];
    double logarithm = -expected;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = Math.exp(logarithm);
      logarithm += Math.log(expected / (k + 1));
    }
    check("full well", samples, probabilities, k -> Math.min(k, 100));
  }

  /**
   * Rounding alone, with the clip at 0 in the middle of the noise, and with the clip at the top.
   */
  @ParameterizedTest
  @CsvSource({
    "0.1, 100, 0",
    "0.528, 128.37, 0",
    "1, 0, 0",
    "0.7, 0.6445, 0",
    "2, 254.4, 0",
    "1, 0, 1000"
  })
  void theConverterRoundsAndClipsTheDistribution(double gain, double offset, double charge) {
    double sigma = 2.5;
    double level = offset + gain * charge;
    SensorSpec spec = Sensors.with(sigma, 0, 0, 0, 0, gain, offset, 8);
    float[] samples =
        Chain.of(ReadoutNoise.ofPixels(sigma).draw(SEED))
            .then(new Adc(spec, 1))
            .apply(Sensors.charge(WIDTH, HEIGHT, charge))
            .samples();
    double[] probabilities = new double[256];
    for (int n = 0; n < probabilities.length; n++) {
      double above = n == 0 ? 0 : Normal.below((n - 0.5 - level) / (gain * sigma));
      double upTo = n == 255 ? 1 : Normal.below((n + 0.5 - level) / (gain * sigma));
      probabilities[n] = upTo - above;
    }
    check("converter", samples, probabilities, n -> 256 * n);
  }

  private static void check(
      String what, float[] samples, double[] probabilities, IntToDoubleFunction value) {
    double mean = central(probabilities, value, 0, 1);
    double variance = central(probabilities, value, mean, 2);
    double fourth = central(probabilities, value, mean, 4);
    if (variance < 1e-12) {
      assertThat(samples).containsOnly((float) mean);
    } else {
      Moments.of(samples).check(what, mean, variance, fourth);
    }
  }

  private static double central(
      double[] probabilities, IntToDoubleFunction value, double mean, int power) {
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      sum += probabilities[k] * Math.pow(value.applyAsDouble(k) - mean, power);
    }
    return sum;
  }

  /** d · t · 2^((T − T₀) / ΔT), and its shot noise. */
  @ParameterizedTest
  @CsvSource({"20, 40", "27, 80", "34, 160", "13, 20", "20.7, 42.8709"})
  void darkCurrentDoubles(double temperature, double expected) {
    SensorSpec spec = Sensors.with(0, 0, 0, 0, 16, 1, 100, 16);
    SensorDevice device = new SensorDevice(spec, WIDTH, HEIGHT, 1);
    float[] samples = device.dark(new Exposure(2.5, temperature), SEED).samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] -= 100;
    }
    Moments.of(samples).checkPoisson("dark current at " + temperature, expected);
  }

  /** All terms at once: mean and variance over pixels of a device without a pattern. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 10, 1_000, 30_000})
  void allTermsAddUp(double light) {
    SensorSpec spec = Sensors.with(30, 0, 0, 0, 6, 0.1, 29.4, 12);
    SensorDevice device = new SensorDevice(spec, WIDTH, HEIGHT, 1);
    float[] samples = device.flat(2 * light, new Exposure(0.5, 20), SEED).samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= 16;
    }
    double electrons = light + 6 * 0.5;
    double variance = 0.01 * (electrons + 900) + 1 / 12.0;
    double fourth = 3 * variance * variance + 1e-4 * electrons;
    Moments.of(samples).check("all at " + light, 0.1 * electrons + 29.4, variance, fourth);
  }
}

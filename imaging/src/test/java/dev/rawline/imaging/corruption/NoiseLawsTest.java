package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Moments;
import dev.rawline.imaging.random.Normal;
import dev.rawline.imaging.random.Seed;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mean and variance of the noises, in every branch and at both clips, against theory within 5
 * standard deviations of the estimator; seeds are fixed.
 */
class NoiseLawsTest {
  private static final int WIDTH = 311;
  private static final int HEIGHT = 512;
  private static final Seed SEED = new Seed(5, "noise");

  private static float[] drawn(
      CorruptionKind kind, int severity, CorruptionConstants constants, double level) {
    View flat = Pictures.flat(WIDTH, HEIGHT, level);
    return kind.at(severity, constants).draw(SEED).apply(flat).samples();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 32px, 1, 0.04",
    "0.5, scaled, 1, 0.08",
    "0.1, 32px, 5, 0.1",
    "0.95, scaled, 4, 0.26",
    "0, scaled, 5, 0.38",
    "1, 32px, 3, 0.08"
  })
  void gaussianNoiseIsNormalUpToTheClips(
      double level, String constants, int severity, double deviation) {
    float[] samples =
        drawn(CorruptionKind.GAUSSIAN_NOISE, severity, CorruptionConstants.of(constants), level);
    checkClippedNormal(samples, (float) level, deviation);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 32px, 1, 0.06",
    "0.25, scaled, 5, 0.6",
    "0.9, 32px, 5, 0.2",
    "1, scaled, 3, 0.35"
  })
  void speckleNoiseIsInProportion(double level, String constants, int severity, double deviation) {
    float[] samples =
        drawn(CorruptionKind.SPECKLE_NOISE, severity, CorruptionConstants.of(constants), level);
    checkClippedNormal(samples, (float) level, level * deviation);
  }

  /** Moments of min(max(N(mean, deviation²), 0), 1), summed over fine slices of probability. */
  private static void checkClippedNormal(float[] samples, double mean, double deviation) {
    int slices = 40_000;
    double[] sums = new double[3];
    double[] values = new double[slices];
    double[] weights = new double[slices];
    for (int i = 0; i < slices; i++) {
      double z = -8 + 16.0 * i / slices;
      weights[i] = Normal.below(z + 16.0 / slices) - Normal.below(z);
      values[i] = DoubleImage.clip(mean + deviation * (z + 8.0 / slices));
      sums[0] += weights[i] * values[i];
    }
    for (int i = 0; i < slices; i++) {
      double away = values[i] - sums[0];
      sums[1] += weights[i] * away * away;
      sums[2] += weights[i] * away * away * away * away;
    }
    Moments.of(samples).check("clipped normal", sums[0], sums[1], sums[2]);
  }

  /** Few photons and many, below and above where Poisson numbers become approximate. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 32px, 1, 500", "0.5, 32px, 5, 50", "0.02, 32px, 1, 500", "0.3, scaled, 1, 60",
    "0.5, scaled, 5, 3", "1, scaled, 5, 3", "0.9, scaled, 3, 12", "1, 32px, 1, 500"
  })
  void shotNoiseIsPoissonUpToTheClip(double level, String constants, int severity, double photons) {
    float[] samples =
        drawn(CorruptionKind.SHOT_NOISE, severity, CorruptionConstants.of(constants), level);
    double lambda = (float) level * photons;
    checkCounts(samples, k -> Math.min(k / photons, 1), lambda);
  }

  private static void checkCounts(float[] samples, IntToDoubleFunction value, double lambda) {
    int most = (int) (lambda + 20 * Math.sqrt(lambda) + 20);
    double[] probabilities = new double[most];
    double logarithm = -lambda;
    double mean = 0;
    for (int k = 0; k < most; k++) {
      logarithm += k == 0 ? 0 : Math.log(lambda / k);
      probabilities[k] = Math.exp(logarithm);
      mean += probabilities[k] * value.applyAsDouble(k);
    }
    double variance = 0;
    double fourth = 0;
    for (int k = 0; k < most; k++) {
      double away = value.applyAsDouble(k) - mean;
      variance += probabilities[k] * away * away;
      fourth += probabilities[k] * away * away * away * away;
    }
    Moments.of(samples).check("counts of mean " + lambda, mean, variance, fourth);
  }

  @ParameterizedTest
  @CsvSource({"32px, 1, 0.01", "32px, 5, 0.07", "scaled, 1, 0.03", "scaled, 5, 0.27"})
  void impulseNoiseIsAsOftenBlackAsWhite(String constants, int severity, double share) {
    float[] samples =
        drawn(CorruptionKind.IMPULSE_NOISE, severity, CorruptionConstants.of(constants), 0.5);
    int black = 0;
    int white = 0;
    int others = 0;
    for (float sample : samples) {
      black += sample == 0 ? 1 : 0;
      white += sample == 1 ? 1 : 0;
      others += sample != 0 && sample != 1 && sample != 0.5f ? 1 : 0;
    }
    assertThat(others).isZero();
    double expected = samples.length * share / 2;
    assertThat((double) black).isCloseTo(expected, offset(5 * Math.sqrt(expected)));
    assertThat((double) white).isCloseTo(expected, offset(5 * Math.sqrt(expected)));
  }
}

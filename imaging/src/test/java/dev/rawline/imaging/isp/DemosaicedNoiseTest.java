package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import org.junit.jupiter.api.Test;

/**
 * How well first-order propagation predicts the noise after demosaicing: the measured standard
 * deviation of a weighted sum of the output, over the one computed by the pullback.
 */
class DemosaicedNoiseTest {
  private static final int SIDE = 32;
  private static final int SCENES = 4;
  private static final int DRAWS = 100;

  @Test
  void linearDemosaicingPropagatesNoiseAsPredicted() {
    for (double noise : new double[] {0.02, 1}) {
      assertThat(ratio(Bilinear.DEFAULT, noise, 0)).isCloseTo(1, within(0.1));
      assertThat(ratio(Malvar2004.DEFAULT, noise, 0)).isCloseTo(1, within(0.1));
    }
  }

  /**
   * A flip of direction has a probability proportional to the noise, and a size that does not
   * decrease with it.
   */
  @Test
  void menonDirectionFlipsDominateSmallErrors() {
    double much = ratio(Menon2007.DEFAULT, 1, 0);
    double some = ratio(Menon2007.DEFAULT, 0.2, 0);
    double little = ratio(Menon2007.DEFAULT, 0.02, 0);
    assertThat(much).isBetween(1.2, 2.0);
    assertThat(some).isBetween(1.3 * much, 4.0);
    assertThat(little).isBetween(1.5 * some, 12.0);
  }

  /** Neighbours that rounding makes equal are not the cause. */
  @Test
  void directionsFlipInAnUnroundedMosaicToo() {
    double rounded = ratio(Menon2007.DEFAULT, 0.02, 0);
    assertThat(ratio(Menon2007.DEFAULT, 0.02, 1)).isGreaterThan(0.6 * rounded);
  }

  /**
   * @param noise the standard deviation of each sample [DN]
   * @param dither how widely samples are moved off whole numbers [DN]
   */
  private static double ratio(Demosaicing demosaicing, double noise, double dither) {
    double sum = 0;
    for (int scene = 0; scene < SCENES; scene++) {
      RandomStream random = new Seed(scene, "demosaiced noise").stream("scene", 0);
      float[] samples = new float[SIDE * SIDE];
      for (int i = 0; i < samples.length; i++) {
        samples[i] =
            (float) (40 + (int) (20 * random.nextUniform()) + dither * random.nextUniform());
      }
      float[] weights = new float[3 * SIDE * SIDE];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian();
      }
      sum += ratio(new FastDemosaicing(demosaicing), noise, samples, weights, random) / SCENES;
    }
    return Math.sqrt(sum);
  }

  private static double ratio(
      Differentiable<RawImage, LinearRgb> demosaicing,
      double noise,
      float[] samples,
      float[] weights,
      RandomStream random) {
    RawImage raw = RawImage.normalised(SIDE, SIDE, Cfa.RGGB, samples);
    float[] slopes =
        demosaicing.pull(raw).back(new LinearRgb(SIDE, SIDE, weights)).input().samples();
    double predicted = 0;
    for (float slope : slopes) {
      predicted += Math.pow(noise * slope, 2);
    }
    double before = weighted(demosaicing.apply(raw), weights);
    double mean = 0;
    double square = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      float[] noisy = samples.clone();
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += (float) (noise * random.nextGaussian());
      }
      RawImage again = RawImage.normalised(SIDE, SIDE, Cfa.RGGB, noisy);
      double change = weighted(demosaicing.apply(again), weights) - before;
      mean += change / DRAWS;
      square += change * change / DRAWS;
    }
    return (square - mean * mean) / predicted;
  }

  private static double weighted(LinearRgb picture, float[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) weights[i] * picture.samples()[i];
    }
    return sum;
  }
}

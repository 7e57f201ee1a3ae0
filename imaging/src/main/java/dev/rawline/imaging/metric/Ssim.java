package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.SsimRows.Rows;

/**
 * The structural similarity: 1 for equal pictures, less elsewhere, −1 at least.
 *
 * <p>In a Gaussian window around each pixel of each colour, with means μ, variances σ² and
 * covariance σ_pr of the picture p and the reference r,
 *
 * <p>S = (2 μ_p μ_r + C₁)(2 σ_pr + C₂) / ((μ_p² + μ_r² + C₁)(σ_p² + σ_r² + C₂)), C = (k · peak)²,
 * peak 1;
 *
 * <p>the value is the mean of S over all pixels and colours, without unit. Beyond the edge samples
 * are 0 and the window's weights are not renormalised. Pictures may be smaller than the window.
 * Source: Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, IEEE Transactions on Image
 * Processing 13 (2004) 600–612.
 *
 * @param window the window's side [px], odd, 1 to 255
 * @param sigma the window's standard deviation σ [px], 0.1 to 100
 * @param k1 the constant k₁ that stabilises dark areas, above 0 to 1, without unit
 * @param k2 the constant k₂ that stabilises flat areas, above 0 to 1, without unit
 * @param weights the rounding of the window's weights
 */
public record Ssim(int window, double sigma, double k1, double k2, Weights weights)
    implements ImageMetric {

  /** The rounding of the window's weights. */
  public enum Weights {
    /** No rounding: w(i, j) = g(i) · g(j) in double, Σ g = 1 (default). */
    EXACT,
    /**
     * To float32, as in common single-precision implementations: exp(−i² / 2σ²), its sum, their
     * quotient g, and each product w(i, j) are rounded. The value changes by a few 1e-6 at most,
     * and the time doubles, since such a window does not separate into rows and columns.
     */
    ROUNDED
  }

  /** The published parameters: a window of 11 px with σ 1.5 px, k₁ = 0.01, k₂ = 0.03. */
  public static final Ssim DEFAULT = new Ssim(11, 1.5, 0.01, 0.03, Weights.EXACT);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Ssim {
    if (window < 1 || window > 255 || window % 2 == 0) {
      throw new IllegalArgumentException(
          "ssim window is " + window + ": expected an odd number, 1 to 255 (px)");
    }
    if (!(sigma >= 0.1 && sigma <= 100)) {
      throw new IllegalArgumentException("ssim sigma is " + sigma + ": expected 0.1 to 100 (px)");
    }
    requireConstant("k1", k1);
    requireConstant("k2", k2);
  }

  private static void requireConstant(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "ssim " + name + " is " + value + ": expected above 0, to 1 (no unit)");
    }
  }

  /** Returns this metric with another rounding of the weights. */
  public Ssim with(Weights newWeights) {
    return new Ssim(window, sigma, k1, k2, newWeights);
  }

  @Override
  public String name() {
    return "ssim";
  }

  @Override
  public double of(View picture, View reference) {
    if (!SsimRows.supports(this)) {
      return value(ImagePair.of(picture, reference));
    }
    ImagePair.requireSameSize(picture, reference);
    return new SsimRows(this, picture.width(), picture.height())
        .value(Rows.of(picture.samples()), Rows.of(reference.samples()));
  }

  @Override
  public MetricResult pull(View picture, View reference) {
    if (!SsimRows.supports(this)) {
      return MetricResult.of(ImagePair.of(picture, reference), this::pull);
    }
    ImagePair.requireSameSize(picture, reference);
    float[] gradient = new float[picture.samples().length];
    double value =
        new SsimRows(this, picture.width(), picture.height())
            .pull(Rows.of(picture.samples()), Rows.of(reference.samples()), Rows.into(gradient));
    return new MetricResult(value, new View(picture.width(), picture.height(), gradient));
  }

  double value(ImagePair pair) {
    return SsimRows.supports(this)
        ? new SsimRows(this, pair.width, pair.height)
            .value(Rows.of(pair.picture), Rows.of(pair.reference))
        : plainValue(pair);
  }

  double pull(ImagePair pair, double[] gradient) {
    return SsimRows.supports(this)
        ? new SsimRows(this, pair.width, pair.height)
            .pull(Rows.of(pair.picture), Rows.of(pair.reference), Rows.into(gradient))
        : plainPull(pair, gradient);
  }

  /** The plain twin of {@link #value(ImagePair)}. */
  double plainValue(ImagePair pair) {
    PlaneSsim similarity = new PlaneSsim(this, pair);
    double sum = 0;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      sum += similarity.sum(channel);
    }
    return sum / pair.length();
  }

  /** The plain twin of {@link #pull(ImagePair, double[])}. */
  double plainPull(ImagePair pair, double[] gradient) {
    PlaneSsim similarity = new PlaneSsim(this, pair);
    double sum = 0;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      sum += similarity.sum(channel);
      similarity.pull(channel, gradient);
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= gradient.length;
    }
    return sum / pair.length();
  }
}

package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * Denoising of the luma by a Gaussian blur.
 *
 * <p>out = Σ_(i, j) g(i) g(j) in(y + i, x + j), g(i) ∝ exp(−i² / 2σ²), cut off at |i| ≤ ⌊4σ + ½⌋
 * and summing to 1.
 *
 * @param sigma the standard deviation σ, 0 to 100 px; 0 changes nothing
 * @param border how the luma goes on beyond the edge
 */
public record GaussianDenoising(double sigma, Border border) implements LumaStage {

  /** σ = 0.5 px with a mirrored border. */
  public static final GaussianDenoising DEFAULT = new GaussianDenoising(0.5, Border.MIRROR);

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if sigma lies outside 0 to 100 px
   */
  public GaussianDenoising {
    Parameters.requireRange("gaussian sigma", sigma, "px", 0, 100);
  }

  @Override
  public String name() {
    return "gaussian";
  }

  Planes plain(Planes luma) {
    double[] gaussian = Convolution.gaussian(sigma);
    return Convolution.horizontal(gaussian)
        .of(Convolution.vertical(gaussian).of(luma, border), border);
  }
}

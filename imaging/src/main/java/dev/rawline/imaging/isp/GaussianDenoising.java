package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;

/**
 * Denoising of the luma by a Gaussian blur.
 *
 * <p>out = Σ_(i, j) g(i) g(j) in(y + i, x + j), g(i) ∝ exp(−i² / 2σ²), cut off at |i| ≤ ⌊4σ + ½⌋
 * and summing to 1.
 *
 * <p>Backwards the cut-off is constant: ∂g(i)/∂σ = g(i) · (i² − Σ_j g(j) j²) / σ³, and 0 if σ is so
 * small (0 included) that the cut-off leaves only the pixel itself.
 *
 * <pre>{@code
 * LinearRgb smooth = new GaussianDenoising(0.5, Border.MIRROR).apply(rgb);
 * }</pre>
 */
@FileWord("gaussian")
public record GaussianDenoising(
    @Learnable(name = "gaussian.sigma", unit = "px", lowest = 0, highest = 100)
        @Described(meaning = "the standard deviation σ", unit = "px", min = 0, max = 100)
        double sigma,
    @Described(meaning = "how the image is extended at its edges") Border border)
    implements LumaStage {

  /** σ = 0.5 px with a mirrored border. */
  public static final GaussianDenoising DEFAULT = new GaussianDenoising(0.5, Border.MIRROR);

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if sigma is outside 0 to 100 px
   */
  public GaussianDenoising {
    RangeChecks.require(GaussianDenoising.class, "sigma", sigma);
  }

  /**
   * Returns the same blur with its weights as parameters, named {@code blur}: a square kernel with
   * a reach of ⌊4σ + ½⌋ pixels.
   */
  public LumaConvolution kernel() {
    double[] gaussian = Convolution.gaussian(sigma);
    double[] weights = new double[gaussian.length * gaussian.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = gaussian[i / gaussian.length] * gaussian[i % gaussian.length];
    }
    return new LumaConvolution("blur", Kernel.of(weights), border);
  }

  /** Returns the weights g along one axis, an odd number of them, the middle one in the middle. */
  public double[] weights() {
    return Convolution.gaussian(sigma);
  }

  /** Returns ∂g/∂σ along one axis, for a constant cut-off. */
  public double[] weightSlopes() {
    return Convolution.gaussianSlope(sigma);
  }

  private GaussianFilter blur() {
    return new GaussianFilter(sigma, border, /* alongRows= */ true);
  }

  Planes plain(Planes luma) {
    return blur().of(luma);
  }

  Planes back(Planes luma, Planes cotangent, double[] gradient) {
    gradient[0] += blur().sigmaGradient(luma, cotangent);
    return blur().adjoint(cotangent);
  }
}

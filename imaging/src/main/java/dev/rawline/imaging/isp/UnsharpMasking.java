package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/**
 * Unsharp masking of the luma: the difference between the picture and its blur is added.
 *
 * <p>out = in + amount · (in − blur(in)), the blur being a Gaussian cut off at 4 radius; out is not
 * clipped.
 *
 * <p>Backwards ∂L/∂in = (1 + amount) · ∂L/∂out − amount · blurᵀ(∂L/∂out), ∂out/∂amount = in −
 * blur(in), and ∂out/∂radius = −amount · ∂blur(in)/∂σ, with a constant cut-off of the Gaussian as
 * in {@link GaussianDenoising}.
 *
 * <pre>{@code
 * LinearRgb sharp = new UnsharpMasking(1, 1, Border.MIRROR).apply(rgb); // radius 1 px, amount 1
 * }</pre>
 */
@FileWord("unsharp_masking")
public record UnsharpMasking(
    @Learnable(name = "unsharp.radius", unit = "px", lowest = 0, highest = 100)
        @Described(meaning = "the blur's standard deviation σ", unit = "px", min = 0, max = 100)
        double radius,
    @Learnable(name = "unsharp.amount", unit = "no unit", lowest = 0, highest = 100)
        @Described(meaning = "the factor of the added difference to the blur", min = 0, max = 100)
        double amount,
    @Described(meaning = "how the image is extended at its edges") Border border,
    @Described(meaning = "the direction of the blur") Blur blur)
    implements LumaStage {

  /** The direction of the blur. */
  public enum Blur {
    /** Along rows and columns (default). */
    BOTH_AXES,
    /** Along columns alone, as in the published reference. */
    VERTICAL
  }

  /** Radius 1 px, amount 1, a mirrored border, blurred along both axes. */
  public static final UnsharpMasking DEFAULT = new UnsharpMasking(1, 1, Border.MIRROR);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if radius or amount is outside 0 to 100
   */
  public UnsharpMasking {
    RangeChecks.require(UnsharpMasking.class, "radius", radius);
    RangeChecks.require(UnsharpMasking.class, "amount", amount);
  }

  /**
   * Unsharp masking that blurs along rows and columns.
   *
   * @throws IllegalArgumentException if radius or amount is outside 0 to 100
   */
  public UnsharpMasking(double radius, double amount, Border border) {
    this(radius, amount, border, Blur.BOTH_AXES);
  }

  /** Returns the Gaussian that blurs, along both axes. */
  public GaussianDenoising gaussian() {
    return new GaussianDenoising(radius, border);
  }

  private GaussianFilter filter() {
    return new GaussianFilter(radius, border, blur == Blur.BOTH_AXES);
  }

  Planes plain(Planes luma) {
    return luma.with(filter().of(luma), (sharp, soft) -> sharp + amount * (sharp - soft));
  }

  Planes back(Planes luma, Planes cotangent, double[] gradient) {
    Planes soft = filter().of(luma);
    for (int i = 0; i < luma.samples.length; i++) {
      gradient[1] += (luma.samples[i] - soft.samples[i]) * cotangent.samples[i];
    }
    gradient[0] -= amount * filter().sigmaGradient(luma, cotangent);
    return cotangent.with(
        filter().adjoint(cotangent), (coming, blurred) -> coming + amount * (coming - blurred));
  }
}

package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * Unsharp masking of the luma: what a blur takes away is added once more.
 *
 * <p>out = in + amount · (in − blur(in)), the blur being a Gaussian cut off at 4 radius; out is not
 * clipped.
 *
 * @param radius the Gaussian's standard deviation σ, 0 to 100 px; 0 changes nothing
 * @param amount how much of the difference is added, 0 to 100, without unit; 0 changes nothing
 * @param border how the luma goes on beyond the edge
 * @param blur the direction of the blur
 */
public record UnsharpMasking(double radius, double amount, Border border, Blur blur)
    implements LumaStage {

  /** The direction of the blur. */
  public enum Blur {
    /** Along rows and columns; the default. */
    BOTH_AXES,
    /** Along columns alone, as the published reference has it. */
    VERTICAL
  }

  /** Radius 1 px, amount 1, a mirrored border, blurred both ways. */
  public static final UnsharpMasking DEFAULT = new UnsharpMasking(1, 1, Border.MIRROR);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if radius or amount lies outside 0 to 100
   */
  public UnsharpMasking {
    Parameters.requireRange("unsharp_masking radius", radius, "px", 0, 100);
    Parameters.requireRange("unsharp_masking amount", amount, "no unit", 0, 100);
  }

  /**
   * Unsharp masking that blurs along rows and columns.
   *
   * @throws IllegalArgumentException if radius or amount lies outside 0 to 100
   */
  public UnsharpMasking(double radius, double amount, Border border) {
    this(radius, amount, border, Blur.BOTH_AXES);
  }

  @Override
  public String name() {
    return "unsharp_masking";
  }

  Planes plain(Planes luma) {
    double[] gaussian = Convolution.gaussian(radius);
    Planes blurred = Convolution.vertical(gaussian).of(luma, border);
    Planes mask =
        switch (blur) {
          case BOTH_AXES -> Convolution.horizontal(gaussian).of(blurred, border);
          case VERTICAL -> blurred;
        };
    return luma.with(mask, (sharp, soft) -> sharp + amount * (sharp - soft));
  }
}

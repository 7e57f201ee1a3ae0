package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * Sharpening by a fixed 3×3 filter of the luma: the picture minus its Laplacian.
 *
 * <pre>
 *  0 -1  0
 * -1  5 -1
 *  0 -1  0
 * </pre>
 *
 * @param border how the luma goes on beyond the edge. ZERO brightens the outermost pixels
 */
public record SharpeningFilter(Border border) implements LumaStage {

  /** The sharpening filter with a mirrored border. */
  public static final SharpeningFilter DEFAULT = new SharpeningFilter(Border.MIRROR);

  private static final Convolution FILTER =
      Convolution.square(
          0, -1, 0, //
          -1, 5, -1, //
          0, -1, 0);

  @Override
  public String name() {
    return "sharpening_filter";
  }

  Planes plain(Planes luma) {
    return FILTER.of(luma, border);
  }
}

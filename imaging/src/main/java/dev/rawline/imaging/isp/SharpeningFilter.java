package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;

/**
 * Sharpening by a fixed 3×3 filter of the luma: the picture minus its Laplacian.
 *
 * <pre>
 *  0 -1  0
 * -1  5 -1
 *  0 -1  0
 * </pre>
 *
 * <pre>{@code
 * LinearRgb sharp = SharpeningFilter.DEFAULT.apply(rgb);
 * }</pre>
 */
@FileWord("sharpening_filter")
public record SharpeningFilter(
    @Described(meaning = "how the image is extended at its edges") Border border)
    implements LumaStage {

  /** The sharpening filter with a mirrored border. */
  public static final SharpeningFilter DEFAULT = new SharpeningFilter(Border.MIRROR);

  private static final Kernel KERNEL =
      Kernel.of(
          0, -1, 0, //
          -1, 5, -1, //
          0, -1, 0);

  /** Returns the same filter with its weights as parameters, named {@code sharpening}. */
  public LumaConvolution kernel() {
    return new LumaConvolution("sharpening", KERNEL, border);
  }

  Planes plain(Planes luma) {
    return kernel().plain(luma);
  }

  Planes back(Planes cotangent) {
    return Convolution.of(KERNEL).adjoint(cotangent, border);
  }
}

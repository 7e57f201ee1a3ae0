package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.numeric.VectorApi;

/**
 * Decides which stages have a fast twin, and whether it can run.
 *
 * <p>The twins need the Vector API, the module {@code jdk.incubator.vector}, enabled by {@code
 * --add-modules}. Without it the definitions run, and no class that needs it is loaded.
 */
final class FastPath {
  private static final boolean PRESENT = VectorApi.PRESENT;

  /** Beyond this standard deviation [px] a strip would be more halo than picture. */
  private static final double WIDEST_BLUR = 8;

  /** Above this γ, values that the fast curve rounds to 0 would be visible. */
  private static final double STEEPEST_GAMMA = 6;

  /** Below this γ the fast curve's polynomials are not accurate. */
  private static final double FLATTEST_GAMMA = 0.2;

  private FastPath() {}

  /**
   * Returns whether the twins can process a mosaic: a side of one pixel cannot be reflected to the
   * other colour.
   */
  static boolean takes(RawImage mosaic) {
    return PRESENT && mosaic.width() > 1 && mosaic.height() > 1;
  }

  /** Returns whether every stage of a rendering has a twin, luma filters coming last. */
  static boolean supports(Rendering rendering) {
    boolean served = PRESENT && supports(rendering.demosaicing());
    boolean onLuma = false;
    for (ColourStage stage : rendering.colour()) {
      served &=
          switch (stage) {
            case WhiteBalance _, HighlightClip _, ColourCorrection _ -> !onLuma;
            case LumaStage luma -> supports(luma);
            case RgbFilter colours -> false;
          };
      onLuma |= stage instanceof LumaStage;
    }
    return served && supports(rendering.gamma());
  }

  /** Returns whether the fast curve is accurate enough for a gamma. */
  static boolean supports(Gamma stage) {
    return stage.gamma() >= FLATTEST_GAMMA && stage.gamma() <= STEEPEST_GAMMA;
  }

  /** Returns whether the twins can run on this machine. */
  static boolean present() {
    return PRESENT;
  }

  /** Returns whether a demosaicing has a twin: those with a reflecting border have. */
  static boolean supports(Demosaicing stage) {
    return switch (stage) {
      case Bilinear(Border border) -> border == Border.MIRROR;
      case Malvar2004(Border border) -> border == Border.MIRROR;
      case Menon2007(boolean refine, Border border, Menon2007.VoteRegion votes) ->
          border == Border.MIRROR && votes == Menon2007.VoteRegion.WHOLE_NEIGHBOURHOOD;
      default -> false;
    };
  }

  private static boolean supports(LumaStage stage) {
    return switch (stage) {
      case SharpeningFilter(Border border) -> border == Border.MIRROR;
      case UnsharpMasking(double radius, double amount, Border border, UnsharpMasking.Blur blur) ->
          border == Border.MIRROR && radius <= WIDEST_BLUR && blur == UnsharpMasking.Blur.BOTH_AXES;
      case GaussianDenoising(double sigma, Border border) ->
          border == Border.MIRROR && sigma <= WIDEST_BLUR;
      case MedianDenoising(int size, Border border) -> border == Border.MIRROR && size == 3;
      default -> false;
    };
  }
}

package dev.rawline.imaging.camera;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import java.util.OptionalDouble;

/**
 * The stages as the published reference (raw2logit) computes them: the compatibility preset, with
 * every peculiarity in one place.
 *
 * <ul>
 *   <li>Borders are SYMMETRIC, except MIRROR inside Menon's demosaicing and ZERO in the sharpening
 *       filter and the bilateral filter; Menon's direction is decided inside the frame only.
 *   <li>Unsharp masking blurs along columns only.
 *   <li>The four denoisers beyond the Gaussian and the median work on colours instead of the luma.
 *   <li>The fft denoiser cuts along rows only, the split Bregman solver shrinks differently and
 *       carries its fields from colour to colour, and the bilateral filter misreads its tables.
 *   <li>The parametrized pipeline has MIRROR borders in demosaicing and blur, ZERO in sharpening,
 *       and clips at 10⁻⁵ before the gamma.
 * </ul>
 *
 * <p>Black level, white balance, colour correction and gamma are the default stages.
 */
public final class CompatibilityPreset {

  /** The sharpening filter with black beyond the edge. */
  public static final SharpeningFilter SHARPENING_FILTER = new SharpeningFilter(Border.ZERO);

  /** Unsharp masking along columns only. */
  public static final UnsharpMasking UNSHARP_MASKING =
      new UnsharpMasking(
          UnsharpMasking.DEFAULT.radius(),
          UnsharpMasking.DEFAULT.amount(),
          Border.SYMMETRIC,
          UnsharpMasking.Blur.VERTICAL);

  /** The Gaussian. */
  public static final GaussianDenoising GAUSSIAN =
      new GaussianDenoising(GaussianDenoising.DEFAULT.sigma(), Border.SYMMETRIC);

  /** The median. */
  public static final MedianDenoising MEDIAN =
      new MedianDenoising(MedianDenoising.DEFAULT.size(), Border.SYMMETRIC);

  /** The Fourier low-pass along rows only, on each colour. */
  public static final ColourStage FFT =
      new RgbFilter(
          new FftDenoising(FftDenoising.DEFAULT.keep(), FftDenoising.Cut.REFERENCE_COLUMNS));

  /** Total variation after Chambolle, on each colour. */
  public static final ColourStage TV_CHAMBOLLE = new RgbFilter(TvChambolle.DEFAULT);

  /**
   * Total variation by split Bregman, on each colour, each starting from the previous one's result.
   */
  public static final ColourStage TV_BREGMAN =
      new RgbFilter(new TvBregman(TvBregman.DEFAULT.weight(), TvBregman.Variant.REFERENCE));

  /** The bilateral filter of the reference's tables, on whole colours. */
  public static final ColourStage BILATERAL =
      new RgbFilter(
          new Bilateral(
              Bilateral.DEFAULT.sigmaSpace(),
              OptionalDouble.empty(),
              Border.ZERO,
              Bilateral.Weights.REFERENCE_TABLES));

  /**
   * The parametrized pipeline's blur: the Gaussian's weights rounded to five digits, with a
   * mirrored border.
   */
  public static final LumaConvolution BLUR =
      new LumaConvolution(
          "blur",
          Kernel.of(
              6.9625e-08,
              2.8089e-05,
              2.0755e-04,
              2.8089e-05,
              6.9625e-08, //
              2.8089e-05,
              1.1332e-02,
              8.3731e-02,
              1.1332e-02,
              2.8089e-05, //
              2.0755e-04,
              8.3731e-02,
              6.1869e-01,
              8.3731e-02,
              2.0755e-04, //
              2.8089e-05,
              1.1332e-02,
              8.3731e-02,
              1.1332e-02,
              2.8089e-05, //
              6.9625e-08,
              2.8089e-05,
              2.0755e-04,
              2.8089e-05,
              6.9625e-08),
          Border.MIRROR);

  /** The parametrized pipeline's gamma, which clips at 10⁻⁵ instead of 0. */
  public static final Gamma PARAMETRIZED_GAMMA = new Gamma(Gamma.DEFAULT.gamma(), 1e-5);

  private CompatibilityPreset() {}

  /** Returns the reference's demosaicing of this name. */
  public static Demosaicing demosaicing(ViewName.Demosaic name) {
    return switch (name) {
      case BILINEAR -> new Bilinear(Border.SYMMETRIC);
      case MALVAR -> new Malvar2004(Border.SYMMETRIC);
      case MENON -> new Menon2007(true, Border.MIRROR, Menon2007.VoteRegion.INSIDE_FRAME);
    };
  }

  /** Returns the reference's sharpening of this name. */
  public static ColourStage sharpening(ViewName.Sharpen name) {
    return switch (name) {
      case SHARPEN -> SHARPENING_FILTER;
      case UNSHARP -> UNSHARP_MASKING;
    };
  }

  /** Returns the reference's denoising of this name. */
  public static ColourStage denoising(ViewName.Denoise name) {
    return switch (name) {
      case MEDIAN -> MEDIAN;
      case GAUSSIAN -> GAUSSIAN;
    };
  }
}

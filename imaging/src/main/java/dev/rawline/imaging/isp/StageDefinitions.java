package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;

/**
 * The definition of every stage and of its pullback, in double precision; the fast paths are tested
 * against it.
 */
final class StageDefinitions {
  private StageDefinitions() {}

  static Planes apply(MosaicStage stage, Planes mosaic, Cfa cfa) {
    return switch (stage) {
      case BlackLevel blackLevel -> blackLevel.plain(mosaic, cfa);
      case FlatField flatField -> flatField.plain(mosaic);
      case DefectCorrection defectCorrection -> defectCorrection.plain(mosaic, cfa);
      case BalanceFirst balance -> balance.plain(mosaic, cfa);
    };
  }

  static Planes apply(Demosaicing stage, Planes mosaic, Cfa cfa) {
    if (!cfa.hasFilters()) {
      return Planes.stack(mosaic, mosaic, mosaic);
    }
    if (mosaic.width < 2 || mosaic.height < 2) {
      throw new IllegalArgumentException(
          "a mosaic of %d×%d pixels lacks a colour: demosaicing needs at least 2×2 pixels"
              .formatted(mosaic.width, mosaic.height));
    }
    return switch (stage) {
      case KernelDemosaicing kernels -> kernels.plain(mosaic, cfa);
      case Bilinear bilinear -> bilinear.plain(mosaic, cfa);
      case Malvar2004 malvar -> malvar.plain(mosaic, cfa);
      case Menon2007 menon -> menon.plain(mosaic, cfa);
    };
  }

  static Planes apply(ColourStage stage, Planes rgb) {
    return switch (stage) {
      case WhiteBalance whiteBalance -> whiteBalance.plain(rgb);
      case HighlightClip clip -> clip.plain(rgb);
      case ColourCorrection correction -> correction.plain(rgb);
      case LumaStage luma -> onLuma(luma, rgb);
      case RgbFilter colours -> colours.plain(rgb);
    };
  }

  private static Planes onLuma(LumaStage stage, Planes rgb) {
    Planes luma = Luma.of(rgb);
    return Luma.add(rgb, luma, filter(stage, luma));
  }

  /** Returns the result of a luma filter on one plane, or on each colour. */
  static Planes filter(LumaStage stage, Planes planes) {
    return switch (stage) {
      case LumaConvolution convolution -> convolution.plain(planes);
      case SharpeningFilter sharpening -> sharpening.plain(planes);
      case UnsharpMasking unsharp -> unsharp.plain(planes);
      case GaussianDenoising gaussian -> gaussian.plain(planes);
      case MedianDenoising median -> median.plain(planes);
      case FftDenoising fft -> fft.plain(planes);
      case TvChambolle chambolle -> chambolle.plain(planes);
      case TvBregman bregman -> bregman.plain(planes);
      case Bilateral bilateral -> bilateral.plain(planes);
    };
  }

  /**
   * Returns ∂L/∂input of a stage and adds ∂L/∂θ to the gradient of its parameters.
   *
   * @param cotangent ∂L/∂output
   * @param gradient as long as the stage's {@link MosaicStage#values}, in the same order
   */
  static Planes back(
      MosaicStage stage, Planes mosaic, Cfa cfa, Planes cotangent, double[] gradient) {
    return switch (stage) {
      case BlackLevel blackLevel -> blackLevel.back(cfa, cotangent, gradient);
      case FlatField flatField -> flatField.back(mosaic, cotangent, gradient);
      case DefectCorrection defectCorrection -> defectCorrection.back(cfa, cotangent);
      case BalanceFirst balance -> balance.back(mosaic, cfa, cotangent, gradient);
    };
  }

  /** Returns ∂L/∂input of a stage and adds ∂L/∂θ to the gradient of its parameters. */
  static Planes back(
      Demosaicing stage, Planes mosaic, Cfa cfa, Planes cotangent, double[] gradient) {
    if (!cfa.hasFilters()) {
      return cotangent
          .plane(0)
          .with(cotangent.plane(1), Double::sum)
          .with(cotangent.plane(2), Double::sum);
    }
    return switch (stage) {
      case KernelDemosaicing kernels -> kernels.back(mosaic, cfa, cotangent, gradient);
      case Bilinear bilinear -> bilinear.back(mosaic, cfa, cotangent);
      case Malvar2004 malvar -> malvar.back(cfa, cotangent);
      case Menon2007 menon -> menon.back(mosaic, cfa, cotangent);
    };
  }

  /** Returns ∂L/∂input of a stage and adds ∂L/∂θ to the gradient of its parameters. */
  static Planes back(ColourStage stage, Planes rgb, Planes cotangent, double[] gradient) {
    return switch (stage) {
      case WhiteBalance whiteBalance -> whiteBalance.back(rgb, cotangent, gradient);
      case HighlightClip clip -> clip.back(rgb, cotangent, gradient);
      case ColourCorrection correction -> correction.back(rgb, cotangent, gradient);
      case LumaStage luma -> backOnLuma(luma, rgb, cotangent, gradient);
      case RgbFilter colours -> colours.back(rgb, cotangent, gradient);
    };
  }

  private static Planes backOnLuma(
      LumaStage stage, Planes rgb, Planes cotangent, double[] gradient) {
    Planes ofLuma = Luma.sum(cotangent);
    return Luma.share(cotangent, ofLuma, back(stage, Luma.of(rgb), ofLuma, gradient));
  }

  /** Propagates back through a luma filter of one plane, or of each colour. */
  static Planes back(LumaStage stage, Planes planes, Planes cotangent, double[] gradient) {
    return switch (stage) {
      case LumaConvolution convolution -> convolution.back(planes, cotangent, gradient);
      case SharpeningFilter sharpening -> sharpening.back(cotangent);
      case UnsharpMasking unsharp -> unsharp.back(planes, cotangent, gradient);
      case GaussianDenoising gaussian -> gaussian.back(planes, cotangent, gradient);
      case MedianDenoising median -> median.back(planes, cotangent);
      case FftDenoising fft -> fft.back(cotangent);
      case TvChambolle chambolle -> chambolle.back(planes, cotangent, gradient);
      case TvBregman bregman -> bregman.back(planes, cotangent, gradient);
      case Bilateral bilateral -> bilateral.back(planes, cotangent, gradient);
    };
  }
}

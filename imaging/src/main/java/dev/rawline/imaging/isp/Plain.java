package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;

/** The definition of every stage, in double precision: what the fast paths are tested against. */
final class Plain {
  private Plain() {}

  static Planes apply(MosaicStage stage, Planes mosaic, Cfa cfa) {
    return switch (stage) {
      case BlackLevel blackLevel -> blackLevel.plain(mosaic, cfa);
      case FlatField flatField -> flatField.plain(mosaic);
      case DefectCorrection defectCorrection -> defectCorrection.plain(mosaic, cfa);
    };
  }

  static Planes apply(Demosaicing stage, Planes mosaic, Cfa cfa) {
    if (mosaic.width < 2 || mosaic.height < 2) {
      throw new IllegalArgumentException(
          "a mosaic of %d×%d pixels lacks a colour: demosaicing needs at least 2×2 pixels"
              .formatted(mosaic.width, mosaic.height));
    }
    return switch (stage) {
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
      case OnColours colours -> colours.plain(rgb);
    };
  }

  private static Planes onLuma(LumaStage stage, Planes rgb) {
    Planes luma = Luma.of(rgb);
    return Luma.add(rgb, luma, filter(stage, luma));
  }

  /** Returns what a luma filter makes of one plane, or of each colour. */
  static Planes filter(LumaStage stage, Planes planes) {
    return switch (stage) {
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

  static Planes apply(Gamma stage, Planes rgb) {
    return stage.plain(rgb);
  }
}

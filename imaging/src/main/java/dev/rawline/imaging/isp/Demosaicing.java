package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;

/**
 * RawImage → LinearRgb: interpolates the two colours that each pixel of a mosaic did not see.
 *
 * <p>A mosaic of less than 2×2 pixels lacks a colour and is refused by an {@link
 * IllegalArgumentException}.
 */
public sealed interface Demosaicing extends Differentiable<RawImage, LinearRgb>
    permits KernelDemosaicing, Bilinear, Malvar2004, Menon2007 {

  @Override
  default LinearRgb apply(RawImage raw) {
    float[] samples = new float[Picture.CHANNELS * raw.height() * raw.width()];
    LinearRgb picture = new LinearRgb(raw.width(), raw.height(), samples);
    apply(raw, picture);
    return picture;
  }

  /**
   * Writes into a picture that exists, whatever it holds: new memory costs more time than some
   * demosaicings.
   *
   * @throws IllegalArgumentException if the picture is not as large as the mosaic
   */
  default void apply(RawImage raw, LinearRgb into) {
    if (raw.width() != into.width() || raw.height() != into.height()) {
      throw new IllegalArgumentException(
          "a mosaic of %d×%d pixels needs a picture of that size, got %d×%d"
              .formatted(raw.width(), raw.height(), into.width(), into.height()));
    }
    if (FastPath.serves(this) && FastPath.takes(raw)) {
      Strips.demosaic(this, raw, into);
    } else {
      LinearRgb defined = Plain.apply(this, Planes.of(raw), raw.cfa()).toLinearRgb();
      System.arraycopy(defined.samples(), 0, into.samples(), 0, into.samples().length);
    }
  }

  @Override
  default Pullback<RawImage, LinearRgb> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        values().length,
        (cotangent, gradient) ->
            Plain.back(this, Planes.of(raw), raw.cfa(), Planes.of(cotangent), gradient)
                .toRawImage(raw));
  }

  @Override
  default Demosaicing with(double[] values) {
    return this;
  }
}

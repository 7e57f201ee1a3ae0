package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.LinearRgb;
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
    return StageDefinitions.apply(this, Planes.of(raw), raw.cfa()).toLinearRgb();
  }

  @Override
  default Pullback<RawImage, LinearRgb> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw), values().length, (cotangent, gradient) -> back(raw, cotangent, gradient));
  }

  /**
   * Returns ∂L/∂raw and adds ∂L/∂θ to the gradient of this stage's own numbers, by the definition.
   *
   * @param raw the mosaic that came in
   * @param cotangent ∂L/∂colours, as large as the mosaic
   * @param gradient as many numbers as {@link #values} returns, in their order
   */
  default RawImage back(RawImage raw, LinearRgb cotangent, double[] gradient) {
    return StageDefinitions.back(this, Planes.of(raw), raw.cfa(), Planes.of(cotangent), gradient)
        .toRawImage(raw);
  }

  @Override
  default Demosaicing with(double[] values) {
    return this;
  }
}

package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;

/**
 * RawImage → LinearRgb: interpolates the two missing colours of each pixel of a mosaic.
 *
 * <p>A monochrome image lacks no colour: each of the three planes is a copy of it, so backwards the
 * gradients of the three planes are added, and parameters get none. A mosaic of less than 2×2
 * pixels lacks a colour and is rejected with an {@link IllegalArgumentException}.
 */
public sealed interface Demosaicing extends Differentiable<RawImage, LinearRgb>
    permits Bilinear, Malvar2004, Menon2007, KernelDemosaicing {

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
   * Returns ∂L/∂raw and adds ∂L/∂θ to the gradient of this stage's parameters, by the definition.
   *
   * @param raw the input mosaic
   * @param cotangent ∂L/∂colours, as large as the mosaic
   * @param gradient as long as {@link #values}, in the same order
   */
  default RawImage back(RawImage raw, LinearRgb cotangent, double[] gradient) {
    return StageDefinitions.back(this, Planes.of(raw), raw.cfa(), Planes.of(cotangent), gradient)
        .toRawImage(raw);
  }

  @Override
  default Demosaicing with(double[] values) {
    return (Demosaicing) Differentiable.super.with(values);
  }
}

package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.RawImage;

/** RawImage → RawImage: a step that works on the mosaic, before colours are interpolated. */
public sealed interface MosaicStage extends Differentiable<RawImage, RawImage>
    permits BlackLevel, FlatField, DefectCorrection, BalanceFirst {

  @Override
  default RawImage apply(RawImage raw) {
    return StageDefinitions.apply(this, Planes.of(raw), raw.cfa()).toRawImage(raw);
  }

  @Override
  default Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        values().length,
        (cotangent, gradient) ->
            StageDefinitions.back(this, Planes.of(raw), raw.cfa(), Planes.of(cotangent), gradient)
                .toRawImage(raw));
  }

  @Override
  default MosaicStage with(double[] values) {
    return (MosaicStage) Differentiable.super.with(values);
  }
}

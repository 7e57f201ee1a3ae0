package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.LinearRgb;

/** LinearRgb → LinearRgb: a step between demosaicing and gamma. */
public sealed interface ColourStage extends Differentiable<LinearRgb, LinearRgb>
    permits WhiteBalance, HighlightClip, ColourCorrection, LumaStage, RgbFilter {

  @Override
  default LinearRgb apply(LinearRgb picture) {
    return StageDefinitions.apply(this, Planes.of(picture)).toLinearRgb();
  }

  @Override
  default Pullback<LinearRgb, LinearRgb> pull(LinearRgb picture) {
    return new DefinedPullback<>(
        apply(picture),
        values().length,
        (cotangent, gradient) ->
            StageDefinitions.back(this, Planes.of(picture), Planes.of(cotangent), gradient)
                .toLinearRgb());
  }

  @Override
  default ColourStage with(double[] values) {
    return (ColourStage) Differentiable.super.with(values);
  }
}

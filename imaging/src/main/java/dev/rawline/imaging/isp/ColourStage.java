package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.LinearRgb;

/** LinearRgb → LinearRgb: a step between demosaicing and gamma. */
public sealed interface ColourStage extends Stage<LinearRgb, LinearRgb>
    permits WhiteBalance, HighlightClip, ColourCorrection, LumaStage, OnColours {

  @Override
  default LinearRgb apply(LinearRgb picture) {
    return Plain.apply(this, Planes.of(picture)).toLinearRgb();
  }
}

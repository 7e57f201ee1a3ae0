package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.RawImage;

/** RawImage → RawImage: a step that works on the mosaic, before colours are interpolated. */
public sealed interface MosaicStage extends Stage<RawImage, RawImage>
    permits BlackLevel, FlatField, DefectCorrection {

  @Override
  default RawImage apply(RawImage raw) {
    return Plain.apply(this, Planes.of(raw), raw.cfa()).toRawImage(raw);
  }
}

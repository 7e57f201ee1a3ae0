package dev.rawline.learning.onnx;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;

/**
 * The digital numbers of a mosaic that become 0 and 1.
 *
 * @param black becomes 0, for each kind of pixel [DN]
 * @param white becomes 1 [DN]
 */
public record DigitalScale(SiteValues black, double white) {

  /**
   * Checks the levels.
   *
   * @throws IllegalArgumentException if the white level is not above the black level
   */
  public DigitalScale {
    for (Cfa.Site site : Cfa.Site.values()) {
      if (!(white > black.at(site)) || !Double.isFinite(white - black.at(site))) {
        throw new IllegalArgumentException(
            "white level %s DN is not above the black level %s DN: correct the levels"
                .formatted(white, black.at(site)));
      }
    }
  }

  /**
   * Returns the scale by which a camera normalises the mosaics of a recording.
   *
   * @param raw a mosaic of digital numbers; its calibration is used
   * @throws IllegalArgumentException if the camera's scale needs a level that the calibration lacks
   */
  public static DigitalScale of(Camera camera, RawImage raw) {
    SiteValues _ = camera.perDigitalNumber(raw); // reports a level that is missing
    return switch (camera.scale()) {
      case FULL_SCALE -> new DigitalScale(SiteValues.uniform(0), raw.calibration().fullScale());
      case BLACK_TO_WHITE ->
          new DigitalScale(
              raw.calibration().blackLevel().orElseThrow().value(),
              raw.calibration().whiteLevel().orElseThrow().value());
    };
  }
}

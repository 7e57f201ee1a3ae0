package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import java.util.Optional;
import java.util.Set;

/**
 * The pixel maps of a calibration that correct a picture.
 *
 * @param gains the gain of each sample that corrects the fall-off of illumination and the pixels'
 *     response (PRNU), without unit, above 0
 * @param offsets each pixel's dark level in addition to the black level (DSNU) [DN]
 * @param defects hot and dead pixels
 */
public record CorrectionMaps(
    Optional<RawImage> gains, Optional<RawImage> offsets, Set<Pixel> defects) {

  /** Copies the set. */
  public CorrectionMaps {
    defects = Set.copyOf(defects);
  }
}

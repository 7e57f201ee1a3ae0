package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.MosaicStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What corrects a picture pixel by pixel, as a calibration found it out.
 *
 * @param gains what each sample is multiplied by to even out the fall-off of illumination and the
 *     pixels' response (PRNU), without unit, above 0
 * @param offsets each pixel's own level in the dark, on top of the black level (DSNU) [DN]
 * @param defects hot and dead pixels
 */
public record CorrectionMaps(
    Optional<RawImage> gains, Optional<RawImage> offsets, Set<Pixel> defects) {

  /** Copies the set. */
  public CorrectionMaps {
    defects = Set.copyOf(defects);
  }

  /**
   * Returns the stages of an ISP that the maps stand for, in their order: {@code flat_field} and
   * {@code defect_correction}, each if there is something to correct.
   */
  public List<MosaicStage> stages() {
    List<MosaicStage> stages = new ArrayList<>();
    gains.ifPresent(map -> stages.add(new FlatField(map)));
    if (!defects.isEmpty()) {
      stages.add(new DefectCorrection(defects));
    }
    return stages;
  }
}

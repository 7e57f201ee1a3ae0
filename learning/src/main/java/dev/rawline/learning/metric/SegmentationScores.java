package dev.rawline.learning.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How well masks are found.
 *
 * @param samples how many pictures
 * @param groups of how many groups they are
 * @param estimates {@code iou} and {@code dice} of all pixels together; {@code iou_per_image} and
 *     {@code dice_per_image}, means over pictures; {@code expected_calibration_error} of the pixels
 * @param overlap the pixels of all pictures together
 * @param calibration the pixels' confidence, max(p, 1 − p), against their accuracy
 */
public record SegmentationScores(
    int samples,
    int groups,
    SequencedMap<String, IntervalEstimate> estimates,
    MaskOverlap overlap,
    ConfidenceCalibration calibration)
    implements Scores {
  /** Copies the map. */
  public SegmentationScores {
    estimates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(estimates));
  }
}

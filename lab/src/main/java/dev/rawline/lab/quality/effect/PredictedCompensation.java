package dev.rawline.lab.quality.effect;

import dev.rawline.imaging.chain.Theta;
import java.util.List;
import java.util.Optional;

/**
 * What is to be expected of a compensation.
 *
 * @param theta the proposed parameters of the chain
 * @param steps the metric by the reference camera, by the drifted one, and with the numbers that are
 *     proposed; then, where data with labels of the drifted camera were given, on those before and
 *     after
 * @param pictures how the camera differs, found by another way, where there are pictures enough
 * @param notes what to know before applying it, a sentence each
 */
public record PredictedCompensation(
    Theta theta, List<MetricEffect> steps, Optional<ViewMatch> pictures, List<String> notes) {
  /** Copies the collections. */
  public PredictedCompensation {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }
}

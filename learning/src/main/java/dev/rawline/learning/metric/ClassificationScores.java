package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How well samples are classified.
 *
 * @param samples the number of samples
 * @param groups the number of their groups
 * @param estimates {@code balanced_accuracy}, {@code accuracy}, {@code macro_f1}, {@code
 *     expected_calibration_error}
 * @param byClass those of each class, by its name
 * @param confusion the confusion matrix
 * @param calibration confidence against accuracy
 */
public record ClassificationScores(
    int samples,
    int groups,
    SequencedMap<String, Estimate> estimates,
    SequencedMap<String, OfClass> byClass,
    ConfusionCounts confusion,
    ConfidenceCalibration calibration)
    implements Scores {
  /**
   * The scores of one class against the others; undefined ones are empty (see {@link
   * ConfusionCounts}).
   *
   * @param samples the number of its samples
   * @param precision the share of correct ones among its predictions
   * @param recall the share of correct ones among its samples
   * @param f1 the harmonic mean of both
   */
  public record OfClass(
      long samples,
      Optional<Estimate> precision,
      Optional<Estimate> recall,
      Optional<Estimate> f1) {}

  /** Copies the maps. */
  public ClassificationScores {
    estimates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(estimates));
    byClass = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byClass));
  }
}

package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How well samples are classified.
 *
 * @param samples how many
 * @param groups of how many groups they are
 * @param estimates {@code balanced_accuracy}, {@code accuracy}, {@code macro_f1}, {@code
 *     expected_calibration_error}
 * @param byClass those of each class, by its name
 * @param confusion which class was taken for which
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
   * How well one class is distinguished from the others; what is not defined is left empty (see
   * {@link ConfusionCounts}).
   *
   * @param samples how many samples are of it
   * @param precision the share of those taken for it that are
   * @param recall the share of those that are it that were taken for it
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

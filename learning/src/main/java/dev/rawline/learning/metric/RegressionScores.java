package dev.rawline.learning.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How well numbers are predicted.
 *
 * @param samples how many
 * @param groups of how many groups they are
 * @param estimates {@code mean_square}, in the square of the targets' unit; {@code mean_absolute},
 *     in their unit; {@code r_squared}, 1 − Σ (prediction − truth)² / Σ (truth − mean truth)², not
 *     there where all truths are equal
 */
public record RegressionScores(
    int samples, int groups, SequencedMap<String, IntervalEstimate> estimates) implements Scores {
  /** Copies the map. */
  public RegressionScores {
    estimates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(estimates));
  }
}

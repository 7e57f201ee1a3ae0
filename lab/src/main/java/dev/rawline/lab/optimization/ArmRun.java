package dev.rawline.lab.optimization;

import dev.rawline.learning.train.EpochReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One model of an arm on one split: how it learned, and how it does.
 *
 * @param arm how it was trained
 * @param rate the learning rate of the task model
 * @param split which split, from 1
 * @param history what every epoch came to
 * @param metrics every metric of the test side, by name, of the weights of the best epoch
 */
public record ArmRun(
    Arm arm,
    double rate,
    int split,
    List<EpochReport> history,
    SequencedMap<String, Double> metrics) {

  /**
   * Copies history and metrics.
   *
   * @throws IllegalArgumentException if the split is below 1, or there is no epoch
   */
  public ArmRun {
    if (split < 1 || history.isEmpty()) {
      throw new IllegalArgumentException(
          "split %d with %d epochs: expected 1 or more of both".formatted(split, history.size()));
    }
    history = List.copyOf(history);
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /** Returns the best metric of the validation side, −∞ where no epoch has one. */
  double validated() {
    return history.stream()
        .flatMapToDouble(report -> report.metric().stream())
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}

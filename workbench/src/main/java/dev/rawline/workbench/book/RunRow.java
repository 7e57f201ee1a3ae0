package dev.rawline.workbench.book;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A run in a table.
 *
 * @param run the run
 * @param parameters its parameters, by name
 * @param metrics the extremes of its metrics, by name
 */
public record RunRow(
    RunSummary run, SequencedMap<String, String> parameters, SequencedMap<String, Range> metrics) {
  /** Copies the maps. */
  public RunRow {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /**
   * A metric over all steps of a run.
   *
   * @param least its smallest value; NaN if it never was a number
   * @param most its largest value; NaN if it never was a number
   * @param last the value at its last step; NaN if it diverged
   * @param steps the number of its steps
   */
  public record Range(double least, double most, double last, long steps) {}
}

package dev.rawline.workbench.book;

import java.util.List;

/**
 * What is read of runs in a table.
 *
 * @param parameters the names of parameters
 * @param metrics the names of metrics
 */
public record RunColumns(List<String> parameters, List<String> metrics) {
  /** Copies the lists. */
  public RunColumns {
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
  }
}

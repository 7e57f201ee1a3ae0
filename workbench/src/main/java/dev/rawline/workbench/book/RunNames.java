package dev.rawline.workbench.book;

import java.util.List;

/**
 * The names that occur in a book, in alphabetical order.
 *
 * @param experiments the experiments
 * @param commands the commands
 * @param parameters the parameters
 * @param metrics the metrics
 * @param tags the tags
 */
public record RunNames(
    List<String> experiments,
    List<String> commands,
    List<String> parameters,
    List<String> metrics,
    List<String> tags) {
  /** Copies the lists. */
  public RunNames {
    experiments = List.copyOf(experiments);
    commands = List.copyOf(commands);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
    tags = List.copyOf(tags);
  }
}

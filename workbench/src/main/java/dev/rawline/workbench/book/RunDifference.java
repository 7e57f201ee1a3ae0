package dev.rawline.workbench.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * The differences between two runs.
 *
 * @param one the first
 * @param other the second
 * @param origin differences of their origins
 * @param parameters parameters that differ, or that only one has
 * @param metrics last values of metrics that differ, or that only one has
 * @param sameParameters the number of equal parameters
 * @param sameMetrics the number of equal metrics
 */
public record RunDifference(
    RunSummary one,
    RunSummary other,
    List<Change<String>> origin,
    List<Change<String>> parameters,
    List<Change<Double>> metrics,
    int sameParameters,
    int sameMetrics) {
  /** Copies the lists. */
  public RunDifference {
    origin = List.copyOf(origin);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
  }

  /**
   * Two values that differ.
   *
   * @param name their name
   * @param one that of the first run, if it has one
   * @param other that of the second run, if it has one
   * @param <T> the kind of the values
   */
  public record Change<T>(String name, Optional<T> one, Optional<T> other) {}

  /** Compares two runs. */
  static RunDifference of(RunRecord one, RunRecord other) {
    List<Change<String>> parameters = changes(one.parameters(), other.parameters());
    List<Change<Double>> metrics = changes(one.metrics(), other.metrics());
    return new RunDifference(
        one.run(),
        other.run(),
        changes(facts(one.origin()), facts(other.origin())),
        parameters,
        metrics,
        names(one.parameters(), other.parameters()).size() - parameters.size(),
        names(one.metrics(), other.metrics()).size() - metrics.size());
  }

  private static SequencedMap<String, String> facts(RunOrigin origin) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("plan", origin.plan());
    facts.put("commit", origin.commit());
    facts.put("data", origin.data());
    facts.put("seeds", origin.seeds().toString());
    facts.put("machine", origin.machine());
    facts.putAll(origin.versions());
    return facts;
  }

  private static <T> List<Change<T>> changes(
      SequencedMap<String, T> one, SequencedMap<String, T> other) {
    return names(one, other).stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .map(
            name ->
                new Change<>(
                    name, Optional.ofNullable(one.get(name)), Optional.ofNullable(other.get(name))))
        .toList();
  }

  private static List<String> names(SequencedMap<String, ?> one, SequencedMap<String, ?> other) {
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return List.copyOf(names);
  }
}

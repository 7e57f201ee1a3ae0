package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunState;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A run as MLflow tells it.
 *
 * @param id MLflow's name for it
 * @param experiment the name of its experiment
 * @param name what it is called
 * @param state how far it is
 * @param start when it began [ms since 1970]
 * @param end when it ended [ms since 1970], if it has
 * @param parameters its parameters, by name
 * @param tags its tags, by name
 * @param metrics the names of its metrics
 * @param artefacts where its files are kept
 */
record MlflowRun(
    String id,
    String experiment,
    String name,
    RunState state,
    long start,
    Optional<Long> end,
    SequencedMap<String, String> parameters,
    SequencedMap<String, String> tags,
    List<String> metrics,
    String artefacts) {
  private static final String PARENT = "mlflow.parentRunId";

  /** Copies lists and maps. */
  MlflowRun {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
    metrics = List.copyOf(metrics);
  }

  /** Returns MLflow's name of the run that it is a part of. */
  Optional<String> parent() {
    return Optional.ofNullable(tags.get(PARENT)).filter(id -> !id.isEmpty());
  }

  /**
   * A value of a metric.
   *
   * @param step its step
   * @param time when it was written down [ms since 1970]
   * @param value the value
   */
  record Point(long step, long time, double value) {}

  /**
   * Returns the values of a metric by step. Equal points count once. Where several values have the
   * same step, as where nobody said one, they are numbered from 0 in the order of step and time.
   */
  static List<Measured> measured(String name, List<Point> points) {
    List<Point> sorted =
        new LinkedHashSet<>(points)
            .stream()
                .sorted(Comparator.comparingLong(Point::step).thenComparingLong(Point::time))
                .toList();
    boolean distinct = sorted.stream().mapToLong(Point::step).distinct().count() == sorted.size();
    return Stream.iterate(0, place -> place < sorted.size(), place -> place + 1)
        .map(
            place ->
                new Measured(
                    name, distinct ? sorted.get(place).step() : place, sorted.get(place).value()))
        .toList();
  }
}

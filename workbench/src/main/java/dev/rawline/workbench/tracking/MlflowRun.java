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
 * A run of MLflow.
 *
 * @param id its id in MLflow
 * @param experiment the name of its experiment
 * @param name its name
 * @param state its state
 * @param start its start [ms since 1970]
 * @param end its end [ms since 1970], if it has ended
 * @param parameters its parameters, by name
 * @param tags its tags, by name
 * @param metrics the names of its metrics
 * @param artefacts the address of its files
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

  /** Returns the id of the run that it is part of. */
  Optional<String> parent() {
    return Optional.ofNullable(tags.get(PARENT)).filter(id -> !id.isEmpty());
  }

  /**
   * A value of a metric.
   *
   * @param step its step
   * @param time the time of its logging [ms since 1970]
   * @param value the value
   */
  record Point(long step, long time, double value) {}

  /**
   * Returns the values of a metric by step. Equal points count once. If several values have the
   * same step, as they do without one, they are numbered from 0 in the order of step and time.
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

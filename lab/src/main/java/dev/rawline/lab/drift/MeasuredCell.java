package dev.rawline.lab.drift;

import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.statistic.ValueRange;
import dev.rawline.learning.metric.IntervalEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Every metric of one model under one condition or corruption.
 *
 * @param trained the condition that it was trained under
 * @param tested the condition that it was tested under
 * @param corruption what was done to the pictures; none for nothing
 * @param metrics the metrics that are defined, by name
 */
record MeasuredCell(
    String trained,
    String tested,
    Optional<DriftScore.Corrupted> corruption,
    SequencedMap<String, OfMetric> metrics) {

  /**
   * One metric.
   *
   * @param cell the metric
   * @param interval the mean's interval, of which is cut what the metric cannot reach
   * @param drop what it loses against the model's own condition, where that was measured
   */
  record OfMetric(DriftMatrix.Cell cell, IntervalEstimate interval, Optional<MetricDrop> drop) {}

  private record Place(String trained, String tested, Optional<DriftScore.Corrupted> corruption) {}

  /** Returns all cells that were measured: those of conditions first, then by severity. */
  static List<MeasuredCell> of(List<DriftScore> scores) {
    SequencedSet<String> names = new LinkedHashSet<>();
    scores.forEach(score -> names.addAll(score.metrics().keySet()));
    Map<Place, SequencedMap<String, OfMetric>> places = new LinkedHashMap<>();
    for (String metric : names) {
      DriftMatrix matrix = DriftMatrix.of(scores, metric);
      collect(metric, matrix, matrix, Optional.empty(), places);
      DriftMatrix.ofCorruptions(scores, metric)
          .forEach(
              (severity, corrupted) ->
                  collect(metric, matrix, corrupted, Optional.of(severity), places));
    }
    List<MeasuredCell> cells = new ArrayList<>();
    places.forEach(
        (place, metrics) -> {
          if (!metrics.isEmpty()) {
            cells.add(new MeasuredCell(place.trained, place.tested, place.corruption, metrics));
          }
        });
    return cells;
  }

  /** Adds a metric to all places, to those as well where it is not defined, to keep their order. */
  private static void collect(
      String metric,
      DriftMatrix matrix,
      DriftMatrix cells,
      Optional<Integer> severity,
      Map<Place, SequencedMap<String, OfMetric>> places) {
    for (int row = 0; row < cells.trained().size(); row++) {
      String trained = cells.trained().get(row);
      Optional<DriftMatrix.Cell> diagonal = matrix.diagonal(row);
      for (int column = 0; column < cells.tested().size(); column++) {
        String name = cells.tested().get(column);
        Place place =
            new Place(
                trained,
                severity.isPresent() ? Condition.own(trained) : name,
                severity.map(degree -> new DriftScore.Corrupted(name, degree)));
        SequencedMap<String, OfMetric> metrics =
            places.computeIfAbsent(place, _ -> new LinkedHashMap<>());
        Optional<DriftMatrix.Cell> cell = cells.at(row, column);
        cell.ifPresent(
            one ->
                metrics.put(
                    metric,
                    new OfMetric(
                        one,
                        ValueRange.of(metric).cut(one.interval()),
                        MetricDrop.of(diagonal, cell, metric))));
      }
    }
  }
}

package dev.rawline.lab.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.ValueRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Every metric of one model under one condition or corruption, as {@code findings.json} has it.
 *
 * @param trained the condition that it was trained under
 * @param tested the condition that it was tested under
 * @param corruption what was done to the pictures; none for nothing
 * @param severity how severely; 0 for nothing
 * @param metrics the metrics that are defined, by name
 */
record MeasuredCell(
    String trained,
    String tested,
    Optional<String> corruption,
    int severity,
    SequencedMap<String, OfMetric> metrics) {

  /**
   * One metric.
   *
   * @param mean its mean over splits
   * @param deviation its standard deviation over splits; none of a single one
   * @param low the lower bound of the mean's interval, of which is cut what the metric cannot reach
   * @param high the upper bound
   * @param level the interval's level
   * @param splits of how many splits
   * @param lost what it loses against the model's own condition, where that was measured
   */
  record OfMetric(
      double mean,
      Optional<Double> deviation,
      Optional<Double> low,
      Optional<Double> high,
      double level,
      int splits,
      @JsonIgnore Optional<MetricDrop> lost) {
    static OfMetric of(String metric, DriftMatrix.Cell cell, Optional<MetricDrop> lost) {
      int splits = cell.bySplit().size();
      Estimate interval = ValueRange.of(metric).cut(cell.interval());
      Optional<Estimate> known = Optional.of(interval).filter(Estimate::hasInterval);
      return new OfMetric(
          cell.mean(),
          Optional.of(cell.deviation()).filter(_ -> splits > 1),
          known.map(Estimate::low),
          known.map(Estimate::high),
          interval.level(),
          splits,
          lost);
    }

    @JsonProperty
    Optional<Double> drop() {
      return lost.map(MetricDrop::mean);
    }
  }

  private record Place(String trained, String tested, Optional<String> corruption, int severity) {}

  /**
   * Returns all cells that were measured: those of conditions first, then by severity. Resamples of
   * samples are those of the metric that findings compare.
   */
  static List<MeasuredCell> of(List<DriftScore> scores, DriftFindings findings) {
    SequencedSet<String> names = new LinkedHashSet<>();
    scores.forEach(score -> names.addAll(score.metrics().keySet()));
    Map<Place, SequencedMap<String, OfMetric>> places = new LinkedHashMap<>();
    for (String metric : names) {
      boolean compared = metric.equals(findings.metric());
      DriftMatrix matrix = compared ? findings.matrix() : DriftMatrix.of(scores, metric);
      collect(metric, matrix, matrix, Optional.empty(), places);
      (compared ? findings.corruptions() : DriftMatrix.ofCorruptions(scores, metric))
          .forEach(
              (severity, corrupted) ->
                  collect(metric, matrix, corrupted, Optional.of(severity), places));
    }
    List<MeasuredCell> cells = new ArrayList<>();
    places.forEach(
        (place, metrics) -> {
          if (!metrics.isEmpty()) {
            cells.add(
                new MeasuredCell(
                    place.trained, place.tested, place.corruption, place.severity, metrics));
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
                severity.map(_ -> name),
                severity.orElse(0));
        SequencedMap<String, OfMetric> metrics =
            places.computeIfAbsent(place, _ -> new LinkedHashMap<>());
        Optional<DriftMatrix.Cell> cell = cells.at(row, column);
        cell.ifPresent(
            one ->
                metrics.put(
                    metric, OfMetric.of(metric, one, MetricDrop.of(diagonal, cell, metric))));
      }
    }
  }
}

package dev.rawline.lab.forensics;

import dev.rawline.learning.metric.IntervalEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The worst camera that was found in a group of numbers, near the default one.
 *
 * @param group which numbers moved together
 * @param restraint what kept them near, in words
 * @param allowed the largest closeness that was allowed, or λ as published; told apart by {@code
 *     isLimit}
 * @param isLimit whether a limit kept them near; else a penalty
 * @param search how it was searched
 * @param evaluations how often the model was asked
 * @param metric the metric there
 * @param loss the loss there
 * @param closeness how far pictures are from those of the default camera
 * @param lost by how much the metric is worse than at the default camera, paired over samples
 * @param control the metric of the worst of as many random draws
 * @param advantage by how much the search is worse for the model than those, paired over samples
 * @param numbers the numbers of the group that are otherwise, by name; none of a layer
 */
public record WorstCameraResult(
    String group,
    String restraint,
    double allowed,
    boolean isLimit,
    String search,
    int evaluations,
    double metric,
    double loss,
    double closeness,
    IntervalEstimate lost,
    double control,
    IntervalEstimate advantage,
    SequencedMap<String, Double> numbers) {

  /** Copies the map. */
  public WorstCameraResult {
    numbers = new LinkedHashMap<>(numbers);
  }

  /** Returns whether the metric falls by more than chance may explain. */
  public boolean isDrop() {
    return lost.hasInterval() && lost.low() > 0;
  }

  /** Returns the values of a JSON file. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("group", group);
    told.put("restraint", restraint);
    told.put("allowed", allowed);
    told.put("limit", isLimit);
    told.put("search", search);
    told.put("evaluations", evaluations);
    told.put("metric", metric);
    told.put("loss", loss);
    told.put("closeness", closeness);
    told.put("lost", told(lost));
    told.put("control", control);
    told.put("advantage", told(advantage));
    told.put("numbers", numbers);
    return told;
  }

  private static List<Double> told(IntervalEstimate estimate) {
    return List.of(estimate.value(), estimate.low(), estimate.high(), estimate.level());
  }

  /** Reads what {@link #told} has told. */
  static WorstCameraResult of(Map<?, ?> told) {
    SequencedMap<String, Double> numbers = new LinkedHashMap<>();
    ((Map<?, ?>) told.get("numbers"))
        .forEach((name, value) -> numbers.put(name + "", ((Number) value).doubleValue()));
    return new WorstCameraResult(
        String.valueOf(told.get("group")),
        String.valueOf(told.get("restraint")),
        number(told, "allowed"),
        Boolean.TRUE.equals(told.get("limit")),
        String.valueOf(told.get("search")),
        ((Number) told.get("evaluations")).intValue(),
        number(told, "metric"),
        number(told, "loss"),
        number(told, "closeness"),
        estimate(told.get("lost")),
        number(told, "control"),
        estimate(told.get("advantage")),
        numbers);
  }

  private static double number(Map<?, ?> told, String name) {
    return ((Number) told.get(name)).doubleValue();
  }

  private static IntervalEstimate estimate(Object told) {
    List<Double> numbers = new ArrayList<>();
    for (Object each : (List<?>) told) {
      numbers.add(((Number) each).doubleValue());
    }
    return new IntervalEstimate(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}

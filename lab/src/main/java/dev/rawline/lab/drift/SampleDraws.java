package dev.rawline.lab.drift;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.EvaluationResult;
import dev.rawline.lab.evaluation.PredictionLog.PredictionRow;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.ClassificationAccumulator;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricAccumulator;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionAccumulator;
import dev.rawline.learning.metric.Resample;
import dev.rawline.learning.metric.SegmentationAccumulator;
import dev.rawline.learning.plan.TaskPlan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metric of every score on resamples of the test samples, by the predictions that evaluations
 * keep: all scores on the same resamples, so that differences are paired by sample.
 *
 * <p>Groups of samples are drawn with replacement from all test sides together; a sample that
 * several splits test is drawn in all of them or in none.
 */
final class SampleDraws {
  /** No predictions are known. */
  static final SampleDraws NONE = new SampleDraws(Map.of());

  private final Map<String, double[]> drawn;

  private SampleDraws(Map<String, double[]> drawn) {
    this.drawn = drawn;
  }

  /** Returns the metric of a score on every resample; none where it has no predictions. */
  Optional<double[]> of(DriftScore score) {
    return Optional.ofNullable(drawn.get(score.what()));
  }

  /**
   * Draws samples.
   *
   * @param metric the metric; of any that is no {@link Metric} nothing is known
   * @param seed the seed of the draws
   * @param samples all samples that may be tested
   * @throws IOException if predictions cannot be read
   */
  static SampleDraws of(
      String metric,
      TaskPlan task,
      long seed,
      Collection<Sample> samples,
      Map<DriftScore, EvaluationResult> evaluated)
      throws IOException {
    Optional<Metric> known = Metric.of(metric);
    if (known.isEmpty()) {
      return NONE;
    }
    Map<String, String> groups =
        samples.stream().collect(Collectors.toMap(Sample::id, Sample::group));
    Map<String, MetricContributions> contributions = new LinkedHashMap<>();
    for (Map.Entry<DriftScore, EvaluationResult> each : evaluated.entrySet()) {
      if (each.getKey().metrics().containsKey(metric)) {
        try {
          counted(task, each.getValue().predictions(), id -> groups.getOrDefault(id, id))
              .ifPresent(
                  counts ->
                      contributions.put(each.getKey().what(), counts.contributions(known.get())));
        } catch (NoSuchFileException _) { // an earlier run kept none
        }
      }
    }
    return drawn(contributions, Bootstrap.usual(seed));
  }

  /** Draws groups of all contributions together. */
  static SampleDraws drawn(Map<String, MetricContributions> contributions, Bootstrap bootstrap) {
    Map<String, Integer> places = new HashMap<>();
    contributions.values().stream()
        .flatMap(one -> one.groups().stream())
        .distinct()
        .sorted()
        .forEach(group -> places.put(group, places.size()));
    List<Resample> sets = bootstrap.sets(places.size());
    Map<List<String>, List<Resample>> ofPart = new HashMap<>();
    Map<String, double[]> drawn = new HashMap<>();
    contributions.forEach(
        (score, one) -> {
          int[] part = one.groups().stream().mapToInt(places::get).toArray();
          drawn.put(
              score,
              one.values(
                  ofPart.computeIfAbsent(
                      one.groups(), _ -> sets.stream().map(set -> set.of(part)).toList())));
        });
    return new SampleDraws(drawn);
  }

  /** Returns the counts of predictions; none where a row lacks what the task needs. */
  private static Optional<MetricAccumulator> counted(
      TaskPlan task, List<PredictionRow> rows, Function<String, String> group) {
    return switch (task) {
      case TaskPlan.Classification() -> Optional.of(classes(rows, group));
      case TaskPlan.Segmentation() -> masks(rows, group);
      case TaskPlan.Regression _ -> {
        RegressionAccumulator counts = new RegressionAccumulator();
        rows.forEach(
            row ->
                counts.add(
                    row.sample(),
                    group.apply(row.sample()),
                    Double.parseDouble(row.predicted()),
                    Double.parseDouble(row.truth())));
        yield Optional.of(counts);
      }
    };
  }

  private static MetricAccumulator classes(
      List<PredictionRow> rows, Function<String, String> group) {
    List<String> classes =
        rows.stream()
            .flatMap(row -> Stream.of(row.truth(), row.predicted()))
            .distinct()
            .sorted()
            .toList();
    ClassificationAccumulator counts = new ClassificationAccumulator(classes);
    for (PredictionRow row : rows) {
      float[] probabilities = new float[classes.size()];
      probabilities[classes.indexOf(row.predicted())] = (float) row.probability();
      counts.add(
          row.sample(), group.apply(row.sample()), probabilities, classes.indexOf(row.truth()));
    }
    return counts;
  }

  private static Optional<MetricAccumulator> masks(
      List<PredictionRow> rows, Function<String, String> group) {
    SegmentationAccumulator counts = new SegmentationAccumulator();
    for (PredictionRow row : rows) {
      Optional<MaskOverlap> pixels = row.pixels();
      if (pixels.isEmpty()) {
        return Optional.empty();
      }
      counts.add(row.sample(), group.apply(row.sample()), pixels.get());
    }
    return Optional.of(counts);
  }
}

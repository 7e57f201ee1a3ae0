package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Counts, sample by sample, what the metrics of a task are made of. */
public abstract sealed class MetricAccumulator
    permits ClassificationAccumulator, SegmentationAccumulator, RegressionAccumulator {
  private final List<Metric> metrics;
  final Contributions contributions;

  /** Begins with no sample and so many sums. */
  MetricAccumulator(List<Metric> metrics, int sums) {
    this.metrics = metrics;
    contributions = new Contributions(sums);
  }

  /** Returns what the metrics are made of, in their order. */
  abstract List<Contributions.Statistic> measures();

  /** Returns what each sample so far adds to the sums; there is at least one sample. */
  Contributions contributions() {
    return contributions;
  }

  /** Returns how many samples were counted. */
  int samples() {
    return contributions.samples();
  }

  /**
   * Returns the metrics of all samples so far.
   *
   * @throws IllegalStateException if there is none
   */
  public abstract Scores scores(IntervalMethod intervals);

  /**
   * Returns what each sample so far adds to a metric.
   *
   * @throws IllegalArgumentException if it is none of the task, or not defined on these samples
   * @throws IllegalStateException if there is no sample
   */
  public final MetricContributions contributions(Metric metric) {
    return MetricContributions.of(metric, metrics, measures(), counted());
  }

  /** Returns what was counted, of at least one sample. */
  final Contributions counted() {
    if (samples() == 0) {
      throw new IllegalStateException("no sample was counted: there is nothing to score");
    }
    return contributions();
  }

  /** Returns estimates by the names of their metrics; those that are not defined are left out. */
  final SequencedMap<String, Estimate> named(List<Optional<Estimate>> estimates) {
    return Metric.named(metrics, estimates);
  }

  static void requireProbabilities(String sample, float[] probabilities) {
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "sample %s has a probability of %s: expected 0 to 1".formatted(sample, probability));
      }
    }
  }
}

package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Accumulates the sums for the metrics of a task, sample by sample. */
public abstract sealed class MetricAccumulator
    permits ClassificationAccumulator, SegmentationAccumulator, RegressionAccumulator {
  private final List<Metric> metrics;
  final Contributions contributions;

  /** Starts without samples, for a number of sums. */
  MetricAccumulator(List<Metric> metrics, int sums) {
    this.metrics = metrics;
    contributions = new Contributions(sums);
  }

  /** Returns the sums of each metric, in their order. */
  abstract List<Contributions.Statistic> measures();

  /** Returns the contributions of the samples so far, at least one. */
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
   * @throws IllegalArgumentException if the task does not have it, or it is not defined on these
   *     samples
   * @throws IllegalStateException if there is no sample
   */
  public final MetricContributions contributions(Metric metric) {
    return MetricContributions.of(metric, metrics, measures(), counted());
  }

  /** Returns the results of at least one sample. */
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

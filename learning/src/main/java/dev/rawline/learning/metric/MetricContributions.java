package dev.rawline.learning.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The contributions of each sample to one metric, from which the metric of any resample follows
 * without evaluating the model.
 *
 * <p>Two measurements of the same samples, with two cameras for example, are compared in pairs:
 * with the same {@link Resample}, the variation between samples cancels in their difference.
 */
public final class MetricContributions {
  /** Sums of the same samples in another order may differ in their last digits. */
  private static final double ROUNDING = 1e-12;

  private final Metric metric;
  private final Contributions.Statistic measure;
  private final List<String> names;
  private final List<List<Contributions.Amounts>> groups;
  private final int samples;
  private final int sums;
  private final double value;

  private MetricContributions(
      Metric metric,
      Contributions.Statistic measure,
      List<String> names,
      List<List<Contributions.Amounts>> groups,
      int samples,
      double[] total) {
    this.metric = metric;
    this.measure = measure;
    this.names = names;
    this.groups = groups;
    this.samples = samples;
    this.sums = total.length;
    this.value =
        measure
            .of(total)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is not defined on these %d samples: choose another metric, or other samples"
                            .formatted(metric, samples)));
  }

  /**
   * Returns what samples add to a metric.
   *
   * @param metrics the metrics of the task
   * @param measures the sums of each of them, in the same order
   * @throws IllegalArgumentException if the task has no such metric, or it is not defined on all
   *     samples together
   */
  static MetricContributions of(
      Metric metric,
      List<Metric> metrics,
      List<Contributions.Statistic> measures,
      Contributions contributions) {
    int place = metrics.indexOf(metric);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the metric is %s: expected one of %s, those of the task"
              .formatted(
                  metric, String.join(", ", metrics.stream().map(Metric::toString).toList())));
    }
    return new MetricContributions(
        metric,
        measures.get(place),
        contributions.groupNames(),
        contributions.groups(),
        contributions.samples(),
        contributions.total());
  }

  /** Returns the metric. */
  public Metric metric() {
    return metric;
  }

  /** Returns how many samples there are. */
  public int samples() {
    return samples;
  }

  /** Returns the names of the groups that are drawn together, in the order of resamples. */
  public List<String> groups() {
    return names;
  }

  /** Returns the metric of all samples, in its own unit. */
  public double value() {
    return value;
  }

  /**
   * Returns the metric of each of some sets, NaN where it is not defined on one.
   *
   * @throws IllegalArgumentException if a set is drawn from another number of groups
   */
  public double[] values(List<Resample> sets) {
    double[] values = new double[sets.size()];
    double[] total = new double[sums];
    for (int s = 0; s < values.length; s++) {
      Resample set = sets.get(s);
      if (set.groups() != groups.size()) {
        throw new IllegalArgumentException(
            "a set drawn from %d groups, but there are %d: expected one of the same samples"
                .formatted(set.groups(), groups.size()));
      }
      Contributions.sum(groups, set::times, total);
      values[s] = measure.of(total).orElse(Double.NaN);
    }
    return values;
  }

  /**
   * Returns the drop of the metric from another measurement of the same samples to this one:
   * positive if this one is worse, for either direction of the metric.
   */
  public double drop(MetricContributions from) {
    requirePaired(from);
    return drop(from.value, value);
  }

  /** Returns the same, set by set; NaN where it is not defined on one. */
  public double[] drops(MetricContributions from, List<Resample> sets) {
    requirePaired(from);
    double[] before = from.values(sets);
    double[] drops = values(sets);
    for (int s = 0; s < drops.length; s++) {
      drops[s] = drop(before[s], drops[s]);
    }
    return drops;
  }

  /**
   * Returns the same measurement of some of the groups only.
   *
   * @param places which groups, by their places in {@link #groups}
   * @throws IllegalArgumentException if the metric is not defined on them
   */
  public MetricContributions of(List<Integer> places) {
    List<List<Contributions.Amounts>> some = places.stream().map(groups::get).toList();
    double[] total = new double[sums];
    Contributions.sum(some, _ -> 1, total);
    int count = some.stream().mapToInt(List::size).sum();
    return new MetricContributions(
        metric, measure, places.stream().map(names::get).toList(), some, count, total);
  }

  /**
   * Returns the jackknife's pseudo-values (Tukey 1958), G · all − (G − 1) · all but group g, a
   * group each: of a mean over equal groups they are the groups' own values, of another metric they
   * have its mean and its variance to first order. NaN where it is not defined without a group.
   */
  public double[] pseudoValues() {
    double[] total = new double[sums];
    Contributions.sum(groups, _ -> 1, total);
    double[] pseudo = new double[groups.size()];
    for (int g = 0; g < pseudo.length; g++) {
      double without = measure.of(Contributions.without(groups.get(g), total)).orElse(Double.NaN);
      pseudo[g] = pseudo.length * value - (pseudo.length - 1) * without;
    }
    return pseudo;
  }

  /**
   * Returns how many groups change the metric, each alone, by what they add in this measurement
   * instead of another one.
   */
  public int changed(MetricContributions from) {
    requirePaired(from);
    double[] total = new double[sums];
    Contributions.sum(from.groups, _ -> 1, total);
    int changed = 0;
    for (int g = 0; g < groups.size(); g++) {
      double[] exchanged = Contributions.without(from.groups.get(g), total);
      groups.get(g).forEach(each -> Contributions.add(each, 1, exchanged));
      double after = measure.of(exchanged).orElse(Double.NaN);
      changed += Math.abs(after - from.value) <= ROUNDING * Math.abs(from.value) ? 0 : 1;
    }
    return changed;
  }

  private double drop(double before, double after) {
    return metric.higherIsBetter() ? before - after : after - before;
  }

  private void requirePaired(MetricContributions other) {
    if (metric != other.metric || !names.equals(other.names) || samples != other.samples) {
      List<String> missing = new ArrayList<>(names);
      missing.removeAll(other.names);
      throw new IllegalArgumentException(
          "%s of %d samples in %d groups and %s of %d in %d (%s): expected the same metric of the same samples"
              .formatted(
                  metric,
                  samples,
                  names.size(),
                  other.metric,
                  other.samples,
                  other.names.size(),
                  missing.isEmpty() ? "no group is missing" : "missing " + missing.getFirst()));
    }
  }
}

package dev.rawline.learning.metric;

import dev.rawline.learning.metric.Scores.RegressionScores;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Accumulates the sums for the metrics of a regression, sample by sample. */
public final class RegressionAccumulator extends MetricAccumulator {
  private static final List<Metric> METRICS =
      List.of(Metric.MEAN_SQUARE, Metric.MEAN_ABSOLUTE, Metric.R_SQUARED);

  private static final int COUNT = 0;
  private static final int SQUARES = 1;
  private static final int ABSOLUTES = 2;
  private static final int TRUTHS = 3;
  private static final int SQUARED_TRUTHS = 4;
  private static final int SUMS = 5;

  /** The sums of each metric, in their order. */
  private static final List<Contributions.Statistic> MEASURES =
      List.of(
          sums -> OptionalDouble.of(sums[SQUARES] / sums[COUNT]),
          sums -> OptionalDouble.of(sums[ABSOLUTES] / sums[COUNT]),
          RegressionAccumulator::rSquared);

  private final TreeMap<String, One> samples = new TreeMap<>();

  private record One(String group, double prediction, double truth) {}

  /** Begins with no sample. */
  public RegressionAccumulator() {
    super(METRICS, SUMS);
  }

  /**
   * Counts a sample.
   *
   * @param sample its name
   * @param group the samples that it must stay together with
   * @param prediction a finite number
   * @param truth a finite number
   * @throws IllegalArgumentException if a number is not finite, or the sample was counted before
   */
  public void add(String sample, String group, double prediction, double truth) {
    if (!Double.isFinite(prediction) || !Double.isFinite(truth)) {
      throw new IllegalArgumentException(
          "sample %s was predicted as %s and is %s: expected finite numbers"
              .formatted(sample, prediction, truth));
    }
    if (samples.putIfAbsent(sample, new One(group, prediction, truth)) != null) {
      throw new IllegalArgumentException(
          "sample %s was counted before: every sample counts once".formatted(sample));
    }
  }

  @Override
  int samples() {
    return samples.size();
  }

  @Override
  List<Contributions.Statistic> measures() {
    return MEASURES;
  }

  @Override
  public RegressionScores scores(IntervalMethod intervals) {
    Contributions contributions = counted();
    return new RegressionScores(
        samples.size(),
        contributions.groupCount(),
        named(intervals.estimates(contributions, MEASURES)));
  }

  /** Truths are taken from one of them, so that squares do not drown in their mean. */
  @Override
  Contributions contributions() {
    double origin = samples.firstEntry().getValue().truth();
    Contributions contributions = new Contributions(SUMS);
    samples.forEach(
        (sample, one) -> {
          double difference = one.prediction() - one.truth();
          double truth = one.truth() - origin;
          contributions.add(
              sample,
              one.group(),
              new Contributions.Amounts()
                  .add(COUNT, 1)
                  .add(SQUARES, difference * difference)
                  .add(ABSOLUTES, Math.abs(difference))
                  .add(TRUTHS, truth)
                  .add(SQUARED_TRUTHS, truth * truth));
        });
    return contributions;
  }

  private static OptionalDouble rSquared(double[] sums) {
    double squares = sums[SQUARED_TRUTHS];
    double spread = squares - sums[TRUTHS] * sums[TRUTHS] / sums[COUNT];
    // Equal truths leave what rounding leaves.
    return spread > 1e-12 * squares
        ? OptionalDouble.of(1 - sums[SQUARES] / spread)
        : OptionalDouble.empty();
  }
}

package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Confidence intervals by the bootstrap (Efron 1979): the metric is computed on many resamples of
 * the same size, drawn with replacement from the measured samples; the interval is between its
 * percentiles (1 − level) / 2 and (1 + level) / 2.
 *
 * <p>Samples of one group, tiles of one photo for example, are drawn together, since they are not
 * independent evidence. With few groups, below {@value #ENOUGH_GROUPS}, intervals are too narrow.
 * Sets on which a metric is not defined are left out.
 *
 * <p>If all resamples agree there is no interval, rather than one of width 0: one group has only
 * one resample, and if all samples are right, or all wrong, resampling does not show how often
 * others are not. (With n independent right samples, the true share is above 1 − 3 / n at 95 %: the
 * rule of three.)
 *
 * @param resamples the number of resamples, at least 100
 * @param level the confidence level, between 0 and 1
 * @param seed the random seed
 */
public record Bootstrap(int resamples, double level, Seed seed) implements IntervalMethod {

  /** The number of groups below which intervals are unreliable. */
  public static final int ENOUGH_GROUPS = 20;

  private static final double ROUNDING = 1e-12;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public Bootstrap {
    List<String> problems = new ArrayList<>();
    if (resamples < 100) {
      problems.add("resamples is %d: expected at least 100".formatted(resamples));
    }
    if (!(level > 0 && level < 1)) {
      problems.add("level is %s: expected between 0 and 1".formatted(level));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Draws 1000 sets for a level of 95 %, by the seed of a run. */
  public static Bootstrap usual(long run) {
    return new Bootstrap(1000, Estimate.LEVEL, new Seed(run, "bootstrap"));
  }

  @Override
  public List<Optional<Estimate>> estimates(
      Contributions contributions, List<Contributions.Statistic> measures) {
    double[] total = contributions.total();
    double[][] drawn = drawn(contributions, measures);
    List<Optional<Estimate>> estimates = new ArrayList<>();
    for (int m = 0; m < drawn.length; m++) {
      double[] sorted = Arrays.stream(drawn[m]).filter(Double::isFinite).sorted().toArray();
      OptionalDouble value = measures.get(m).of(total);
      estimates.add(
          value.isPresent() && sorted.length > 0
              ? Optional.of(estimateOfSorted(value.getAsDouble(), sorted))
              : Optional.empty());
    }
    return estimates;
  }

  /** Sums of the same samples in another order may differ in their last digits. */
  private Estimate estimateOfSorted(double value, double[] sorted) {
    double low = percentile(sorted, (1 - level) / 2);
    double high = percentile(sorted, (1 + level) / 2);
    return high - low > ROUNDING * Math.max(Math.abs(low), Math.abs(high))
        ? Estimate.finite(value, low, high, level)
        : Estimate.withoutInterval(value, level);
  }

  /** Returns the measures on every set: (measure, set), NaN where one is not defined. */
  private double[][] drawn(Contributions contributions, List<Contributions.Statistic> measures) {
    List<List<Contributions.Amounts>> groups = contributions.groups();
    double[][] drawn = new double[measures.size()][resamples];
    int[] times = new int[groups.size()];
    double[] sums = new double[contributions.sums()];
    for (int r = 0; r < resamples; r++) {
      draw(seed.stream("bootstrap", r), times);
      Contributions.sum(groups, g -> times[g], sums);
      for (int m = 0; m < drawn.length; m++) {
        drawn[m][r] = measures.get(m).of(sums).orElse(Double.NaN);
      }
    }
    return drawn;
  }

  /** Returns the resamples of a number of groups: the same for every measurement of them. */
  public List<Resample> sets(int groups) {
    List<Resample> sets = new ArrayList<>();
    for (int r = 0; r < resamples; r++) {
      int[] times = new int[groups];
      draw(seed.stream("bootstrap", r), times);
      sets.add(new Resample(times));
    }
    return List.copyOf(sets);
  }

  /** Returns the estimate of a metric. */
  public Estimate estimate(MetricContributions one) {
    return estimate(one.value(), one.values(sets(one.groups().size())));
  }

  /**
   * Returns by how much a metric is worse in one measurement than in another of the same samples
   * ({@link MetricContributions#drop}), paired.
   *
   * @throws IllegalArgumentException if they are not of the same samples and metric
   */
  public Estimate drop(MetricContributions from, MetricContributions to) {
    return estimate(to.drop(from), to.drops(from, sets(from.groups().size())));
  }

  /**
   * Returns the estimate of a number that is known on every set.
   *
   * @param value the number on all samples
   * @param drawn the number on each set of {@link #sets}; those that are not finite are left out
   */
  public Estimate estimate(double value, double[] drawn) {
    double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
    return sorted.length > 0
        ? estimateOfSorted(value, sorted)
        : Estimate.withoutInterval(value, level);
  }

  private static void draw(RandomStream random, int[] times) {
    Arrays.fill(times, 0);
    for (int i = 0; i < times.length; i++) {
      times[(int) (times.length * random.nextUniform())]++;
    }
  }

  /** Returns a percentile of sorted numbers, interpolated between its two neighbours. */
  private static double percentile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

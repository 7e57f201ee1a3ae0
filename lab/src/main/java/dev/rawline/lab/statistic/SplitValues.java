package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * One number for each split: a metric, or a drop.
 *
 * <p>Splits are treated as independent draws of a metric, as is usual; their training sides
 * overlap, so that intervals are somewhat too narrow (Nadeau and Bengio 2003).
 *
 * @param values the numbers by split, at least one
 */
public record SplitValues(SortedMap<Integer, Double> values) {
  /** What is this much smaller than the numbers that it is the difference of was rounded. */
  private static final double ROUNDING = 1e-12;

  /**
   * The fewest splits with an interval: Student's t of two splits is 12.7, so that an interval
   * would say nothing.
   */
  public static final int FEWEST = 3;

  /**
   * Copies the numbers.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SplitValues {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there are no values of any split: expected at least one");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Returns the differences of the splits that both have; none if they have none in common. */
  public Optional<SplitValues> minus(SplitValues other) {
    Set<Integer> common = common(List.of(this, other));
    return common.isEmpty()
        ? Optional.empty()
        : Optional.of(of(common, split -> difference(values.get(split), other.values.get(split))));
  }

  private static double difference(double one, double other) {
    double difference = one - other;
    double magnitude = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(difference) <= ROUNDING * magnitude ? 0 : difference;
  }

  /**
   * Returns a sum of numbers; 0 where they cancel but for rounding.
   *
   * @param numbers numbers, of either sign
   */
  public static double sum(double... numbers) {
    double sum = 0;
    double amounts = 0;
    for (double number : numbers) {
      sum += number;
      amounts += Math.abs(number);
    }
    return Math.abs(sum) <= ROUNDING * amounts ? 0 : sum;
  }

  private static double average(List<Double> numbers) {
    return sum(numbers.stream().mapToDouble(Double::doubleValue).toArray()) / numbers.size();
  }

  /** Returns zeros for the same splits. */
  public SplitValues zeros() {
    return of(values.keySet(), _ -> 0);
  }

  /**
   * Returns these numbers of some splits alone.
   *
   * @param splits splits, at least one; those without a number are left out
   */
  public SplitValues on(Set<Integer> splits) {
    SortedMap<Integer, Double> kept = new TreeMap<>(values);
    kept.keySet().retainAll(splits);
    return new SplitValues(kept);
  }

  /**
   * Returns numbers so that they compare: of the splits that all of them have alone, so that an
   * unfinished split changes nothing. Without such splits they are as they were.
   */
  public static List<SplitValues> comparable(List<SplitValues> numbers) {
    Set<Integer> common = numbers.isEmpty() ? Set.of() : common(numbers);
    return common.isEmpty() ? numbers : numbers.stream().map(number -> number.on(common)).toList();
  }

  /** Returns the splits that all numbers have. */
  public static Set<Integer> common(Collection<SplitValues> numbers) {
    Iterator<SplitValues> each = numbers.iterator();
    Set<Integer> common = new TreeSet<>(each.next().values.keySet());
    each.forEachRemaining(number -> common.retainAll(number.values.keySet()));
    return common;
  }

  /**
   * Returns a combined value of numbers, split by split.
   *
   * @param splits splits, at least one
   * @param of the combined value, by split
   */
  public static SplitValues of(Set<Integer> splits, ToDoubleFunction<Integer> of) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    splits.forEach(split -> values.put(split, of.applyAsDouble(split)));
    return new SplitValues(values);
  }

  /** Returns the means of numbers over the splits that all of them have; none without such. */
  static Optional<SplitValues> mean(List<SplitValues> numbers) {
    Set<Integer> common = common(numbers);
    return common.isEmpty() ? Optional.empty() : Optional.of(mean(numbers, common));
  }

  /** Returns the means of numbers over splits that all of them have, at least one. */
  static SplitValues mean(List<SplitValues> numbers, Set<Integer> splits) {
    return of(
        splits,
        split -> average(numbers.stream().map(number -> number.values.get(split)).toList()));
  }

  /**
   * Returns the estimate of the mean of numbers: over the splits that all of them have, so that no
   * split weighs more in one number than in another. Without such splits it is the mean of the
   * numbers' means, and no interval is known.
   */
  public static Estimate meanOf(List<SplitValues> numbers) {
    return mean(numbers)
        .map(SplitValues::estimate)
        .orElseGet(
            () ->
                Estimate.withoutInterval(
                    average(numbers.stream().map(SplitValues::mean).toList()), Estimate.LEVEL));
  }

  /** Returns the mean over splits. */
  public double mean() {
    // A sum of equal numbers may be rounded.
    return isConstant() ? values.firstEntry().getValue() : average(List.copyOf(values.values()));
  }

  /** Returns the standard deviation over splits (n − 1); 0 of one. */
  public double deviation() {
    return Math.sqrt(covariance(this));
  }

  /**
   * Returns the covariance with other numbers of the same splits (n − 1); 0 of one split, and where
   * either hardly differs more than by rounding.
   */
  double covariance(SplitValues other) {
    if (values.size() < 2 || isConstant() || other.isConstant()) {
      return 0;
    }
    double mean = mean();
    double otherMean = other.mean();
    double sum = 0;
    for (var entry : values.entrySet()) {
      sum += (entry.getValue() - mean) * (other.values.get(entry.getKey()) - otherMean);
    }
    return sum / (values.size() - 1);
  }

  private boolean isConstant() {
    double least = Collections.min(values.values());
    double most = Collections.max(values.values());
    return most - least <= ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  }

  /**
   * Returns the mean with its confidence interval, mean ± t · deviation / √n, where t is the
   * quantile of Student's distribution of n − 1 degrees of freedom. Of fewer than {@value #FEWEST}
   * splits, and of splits that do not differ, no interval is known: both bounds are the mean.
   */
  public Estimate estimate() {
    return within(quantile() * deviation() / Math.sqrt(values.size()));
  }

  private Estimate within(double reach) {
    double mean = mean();
    return values.size() < FEWEST
        ? Estimate.withoutInterval(mean, Estimate.LEVEL)
        : Estimate.finite(mean, mean - reach, mean + reach, Estimate.LEVEL);
  }

  /** Returns whether the mean is significantly above a number, of two splits too. */
  boolean isAbove(double number) {
    return mean() - quantile() * deviation() / Math.sqrt(values.size()) > number;
  }

  /**
   * Returns the mean with the interval of the corrected resampled t-test (Nadeau and Bengio 2003):
   *
   * <pre>mean ± t · deviation · √(1 / n + n_test / n_train)</pre>
   *
   * The second term accounts for the overlap of training subsets, which makes splits vary less than
   * independent data. Of fewer than {@value #FEWEST} splits no interval is known.
   *
   * @param testToTrain the ratio of test to training samples, above 0
   */
  public Estimate corrected(double testToTrain) {
    return within(quantile() * error(testToTrain));
  }

  /**
   * Returns how likely a mean as far from 0 is by chance, two-sided, by the same test; none of
   * fewer than {@value #FEWEST} splits, and where all splits agree.
   *
   * @param testToTrain the ratio of test to training samples, above 0
   */
  public OptionalDouble probability(double testToTrain) {
    double error = error(testToTrain);
    return error > 0 && values.size() >= FEWEST
        ? OptionalDouble.of(
            2
                * new TDistribution(values.size() - 1)
                    .cumulativeProbability(-Math.abs(mean()) / error))
        : OptionalDouble.empty();
  }

  private double error(double testToTrain) {
    return deviation() * Math.sqrt(1.0 / values.size() + testToTrain);
  }

  /** Returns why a mean over splits has no interval, such as "2 splits: no interval". */
  public static String withoutInterval(int splits) {
    return splits == 1
        ? "1 split: no interval"
        : splits < FEWEST
            ? splits + " splits: no interval"
            : "no interval: all splits agree, or it would cover every possible value";
  }

  /** Returns how many standard errors an interval reaches to each side; 0 of one split. */
  double quantile() {
    return values.size() < 2
        ? 0
        : new TDistribution(values.size() - 1)
            .inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
  }
}

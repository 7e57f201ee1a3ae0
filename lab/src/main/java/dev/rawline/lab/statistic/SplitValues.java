package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Resample;
import java.util.Arrays;
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
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * One number for each split: a metric, or a drop.
 *
 * <p>Splits are treated as independent draws of a metric, as is usual; their training sides
 * overlap, so that intervals are somewhat too narrow (Nadeau and Bengio 2003).
 *
 * @param values the numbers by split, at least one
 * @param drawn the same numbers on resamples of the samples, by split, the same resamples in all
 *     splits; empty where these are not known
 */
public record SplitValues(SortedMap<Integer, Double> values, SortedMap<Integer, double[]> drawn) {
  /** What is this much smaller than the numbers that it is the difference of was rounded. */
  private static final double ROUNDING = 1e-12;

  /**
   * The fewest splits with an interval over splits: of fewer, samples are resampled instead ({@link
   * #confidence}). Three splits, with a quantile of 4.3, mostly show their own variance.
   */
  public static final int ENOUGH = 5;

  /**
   * Copies the numbers; resamples are known only where every split has them.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SplitValues {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there are no values of any split: expected at least one");
    }
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    drawn =
        drawn.keySet().containsAll(values.keySet())
            ? Collections.unmodifiableSortedMap(new TreeMap<>(drawn))
            : Collections.emptySortedMap();
  }

  /** Takes numbers without resamples. */
  public SplitValues(SortedMap<Integer, Double> values) {
    this(values, Collections.emptySortedMap());
  }

  /** Returns the differences of the splits that both have; none if they have none in common. */
  public Optional<SplitValues> minus(SplitValues other) {
    Set<Integer> common = common(List.of(this, other));
    return common.isEmpty()
        ? Optional.empty()
        : Optional.of(combined(List.of(this, other), common, both -> difference(both[0], both[1])));
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

  private static double average(double[] numbers) {
    return sum(numbers) / numbers.length;
  }

  private static double average(Collection<Double> numbers) {
    return average(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Returns zeros for the same splits. */
  public SplitValues zeros() {
    return combined(List.of(this), values.keySet(), _ -> 0);
  }

  /**
   * Returns these numbers of some splits alone.
   *
   * @param splits splits, at least one; those without a number are left out
   */
  public SplitValues on(Set<Integer> splits) {
    SortedMap<Integer, Double> kept = new TreeMap<>(values);
    kept.keySet().retainAll(splits);
    return new SplitValues(kept, drawn);
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

  /**
   * Returns a combined value of several numbers, split by split, and on every resample where all of
   * them have these.
   *
   * @param splits splits that all of them have, at least one
   * @param of the combined value of one value of each, in their order
   */
  public static SplitValues combined(
      List<SplitValues> numbers, Set<Integer> splits, ToDoubleFunction<double[]> of) {
    SplitValues combined =
        of(
            splits,
            split ->
                of.applyAsDouble(
                    numbers.stream().mapToDouble(number -> number.values.get(split)).toArray()));
    if (numbers.stream().anyMatch(number -> number.drawn.isEmpty())) {
      return combined;
    }
    SortedMap<Integer, double[]> drawn = new TreeMap<>();
    for (int split : splits) {
      List<double[]> each = numbers.stream().map(number -> number.drawn.get(split)).toList();
      drawn.put(split, combined(each, of));
    }
    return new SplitValues(combined.values, drawn);
  }

  private static double[] combined(List<double[]> each, ToDoubleFunction<double[]> of) {
    double[] one = new double[each.size()];
    return IntStream.range(0, each.getFirst().length)
        .mapToDouble(
            r -> {
              Arrays.setAll(one, i -> each.get(i)[r]);
              return of.applyAsDouble(one);
            })
        .toArray();
  }

  /** Returns the means of numbers over the splits that all of them have; none without such. */
  static Optional<SplitValues> mean(List<SplitValues> numbers) {
    Set<Integer> common = common(numbers);
    return common.isEmpty() ? Optional.empty() : Optional.of(mean(numbers, common));
  }

  /** Returns the means of numbers over splits that all of them have, at least one. */
  static SplitValues mean(List<SplitValues> numbers, Set<Integer> splits) {
    return combined(numbers, splits, SplitValues::average);
  }

  /**
   * Returns the estimate of the mean of numbers: over the splits that all of them have, so that no
   * split weighs more in one number than in another. Without such splits it is the mean of the
   * numbers' means, and no interval is known.
   */
  public static Estimate meanOf(List<SplitValues> numbers) {
    return mean(numbers)
        .map(SplitValues::confidence)
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
   * quantile of Student's distribution of n − 1 degrees of freedom. Of fewer than {@value #ENOUGH}
   * splits, and of splits that do not differ, no interval is known: both bounds are the mean.
   */
  public Estimate estimate() {
    return within(quantile() * deviation() / Math.sqrt(values.size()));
  }

  /**
   * Returns the mean with the interval that its evidence allows: over splits ({@link #estimate}) of
   * {@value #ENOUGH} or more; of fewer over samples, the models given, by resampling these; none
   * where resamples are not known.
   */
  public Estimate confidence() {
    return values.size() >= ENOUGH ? estimate() : overSamples();
  }

  /**
   * Returns the mean with the interval over samples: the percentiles of its resamples, all splits
   * together; none where these are not known.
   */
  public Estimate overSamples() {
    Estimate found = Bootstrap.usual(0).estimate(mean(), meansOfDraws());
    return found.with(
        found.value(), Math.min(found.value(), found.low()), Math.max(found.value(), found.high()));
  }

  /** Returns the mean over splits on every resample; empty where these are not known. */
  double[] meansOfDraws() {
    return drawn.isEmpty()
        ? new double[0]
        : combined(List.copyOf(drawn.values()), SplitValues::average);
  }

  /**
   * Returns the means of several numbers of the same splits on the same resamples: of splits, where
   * there are {@value #ENOUGH} or more, else of samples.
   *
   * @return the means on every resample, number by number; empty where there are none
   */
  public static List<double[]> resampled(List<SplitValues> numbers) {
    Set<Integer> splits = common(numbers);
    if (splits.size() < ENOUGH) {
      List<double[]> means = numbers.stream().map(SplitValues::meansOfDraws).toList();
      return means.stream().allMatch(mean -> mean.length > 0) ? means : List.of();
    }
    List<Integer> all = List.copyOf(splits);
    List<Resample> sets = Bootstrap.usual(0).sets(all.size());
    return numbers.stream()
        .map(
            number ->
                sets.stream()
                    .mapToDouble(
                        set ->
                            average(
                                IntStream.range(0, all.size())
                                    .mapToDouble(i -> set.times(i) * number.values.get(all.get(i)))
                                    .toArray()))
                    .toArray())
        .toList();
  }

  private Estimate within(double reach) {
    double mean = mean();
    return values.size() < ENOUGH
        ? Estimate.withoutInterval(mean, Estimate.LEVEL)
        : Estimate.finite(mean, mean - reach, mean + reach, Estimate.LEVEL);
  }

  /**
   * Returns whether the mean is significantly above a number, of few splits over samples; where
   * these are not known, over two splits too.
   */
  boolean isAbove(double number) {
    if (values.size() < ENOUGH && !drawn.isEmpty()) {
      return overSamples().low() > number;
    }
    return mean() - quantile() * deviation() / Math.sqrt(values.size()) > number;
  }

  /**
   * Returns the mean with the interval of the corrected resampled t-test (Nadeau and Bengio 2003):
   *
   * <pre>mean ± t · deviation · √(1 / n + n_test / n_train)</pre>
   *
   * The second term accounts for the overlap of training subsets, which makes splits vary less than
   * independent data. Of fewer than {@value #ENOUGH} splits no interval is known.
   *
   * @param testToTrain the ratio of test to training samples, above 0
   */
  public Estimate corrected(double testToTrain) {
    return within(quantile() * error(testToTrain));
  }

  /**
   * Returns how likely a mean as far from 0 is by chance, two-sided, by the same test; none of one
   * split, and where all splits agree.
   *
   * @param testToTrain the ratio of test to training samples, above 0
   */
  public OptionalDouble probability(double testToTrain) {
    double error = error(testToTrain);
    return error > 0
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
        : splits < ENOUGH
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

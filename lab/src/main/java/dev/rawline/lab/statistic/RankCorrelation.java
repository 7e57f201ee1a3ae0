package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.metric.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How far two rankings of the same things agree, with its interval and against its null
 * distribution: the coefficients of unrelated rankings, of which all n! orders are equally likely.
 *
 * <p>The null distribution of τ without ties is exact: the number of discordant pairs is that of
 * inversions of a random permutation (Kendall 1938), with the standard deviation √(2 (2n + 5) / (9
 * n (n − 1))), 0.22 of 12 things. All other ones are those of all permutations up to n = {@value
 * #ENUMERATED}, above it of {@value #PERMUTATIONS} random ones, of which the measured order is one
 * more. The standard deviation of ρ is 1 / √(n − 1).
 *
 * <p>The interval is a bootstrap's, between percentiles, and holds the coefficient. A resample
 * ranks with more noise than the data, so that it lies nearer to 0 than a coefficient without noise
 * would; where it excludes 0, the agreement is the clearer.
 *
 * @param estimate the coefficient, −1 to 1, with its interval where one is known
 * @param nullDeviation the standard deviation of the null distribution, around 0
 * @param probability how likely a coefficient as far from 0 is of unrelated rankings, two-sided
 */
public record RankCorrelation(Estimate estimate, double nullDeviation, double probability) {
  private static final int ENUMERATED = 8;
  private static final int PERMUTATIONS = 9_999;
  private static final double SIGNIFICANT = 0.05;

  /** Coefficients that differ by less are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Two rankings by numbers.
   *
   * @param one a number for each thing
   * @param other another one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Pair(double[] one, double[] other) {
    private boolean distinguishes() {
      return Arrays.stream(one).distinct().count() > 1
          && Arrays.stream(other).distinct().count() > 1;
    }
  }

  /**
   * Returns Kendall's τ-b.
   *
   * @param measured two rankings of at least two things, neither of them all equal
   * @param resampled the same on resamples; none where none is known
   */
  public static RankCorrelation kendall(Pair measured, List<Pair> resampled) {
    KendallsCorrelation coefficient = new KendallsCorrelation();
    return of(
        measured,
        resampled,
        coefficient::correlation,
        isDistinct(measured.one) && isDistinct(measured.other)
            ? withoutTies(measured.one.length)
            : unrelated(measured, coefficient::correlation));
  }

  /** Returns Spearman's ρ; its parameters are those of {@link #kendall}. */
  public static RankCorrelation spearman(Pair measured, List<Pair> resampled) {
    SpearmansCorrelation coefficient = new SpearmansCorrelation();
    return of(
        measured,
        resampled,
        coefficient::correlation,
        unrelated(measured, coefficient::correlation));
  }

  private static boolean isDistinct(double[] numbers) {
    return Arrays.stream(numbers).distinct().count() == numbers.length;
  }

  private static RankCorrelation of(
      Pair measured,
      List<Pair> resampled,
      ToDoubleBiFunction<double[], double[]> coefficient,
      Unrelated unrelated) {
    double value = coefficient.applyAsDouble(measured.one, measured.other);
    Estimate drawn =
        Bootstrap.usual(0)
            .estimate(
                value,
                resampled.stream()
                    .filter(Pair::distinguishes)
                    .mapToDouble(pair -> coefficient.applyAsDouble(pair.one, pair.other))
                    .toArray());
    return new RankCorrelation(
        new Estimate(
            value, Math.min(drawn.low(), value), Math.max(drawn.high(), value), drawn.level()),
        unrelated.deviation(),
        unrelated.probability(Math.abs(value) - ROUNDING));
  }

  /**
   * The coefficients of unrelated rankings.
   *
   * @param coefficients the coefficients
   * @param weights how often each occurs; together 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unrelated(double[] coefficients, double[] weights) {
    double deviation() {
      return Math.sqrt(
          IntStream.range(0, weights.length)
              .mapToDouble(i -> weights[i] * coefficients[i] * coefficients[i])
              .sum());
    }

    double probability(double far) {
      return IntStream.range(0, weights.length)
          .filter(i -> Math.abs(coefficients[i]) >= far)
          .mapToDouble(i -> weights[i])
          .sum();
    }
  }

  /**
   * Returns Kendall's null distribution: f(n, k) = Σ f(n − 1, k − j) / n over j from 0 to n − 1.
   */
  private static Unrelated withoutTies(int count) {
    double[] inversions = {1};
    for (int n = 2; n <= count; n++) {
      double[] more = new double[inversions.length + n - 1];
      for (int k = 0; k < inversions.length; k++) {
        for (int j = 0; j < n; j++) {
          more[k + j] += inversions[k] / n;
        }
      }
      inversions = more;
    }
    double pairs = inversions.length - 1;
    return new Unrelated(
        IntStream.range(0, inversions.length).mapToDouble(k -> 1 - 2 * k / pairs).toArray(),
        inversions);
  }

  /** Returns the null distribution by permutations, which keep the ties. */
  private static Unrelated unrelated(
      Pair measured, ToDoubleBiFunction<double[], double[]> coefficient) {
    double[] order = measured.other.clone();
    List<Double> drawn = new ArrayList<>();
    if (order.length <= ENUMERATED) {
      permute(order, 0, () -> drawn.add(coefficient.applyAsDouble(measured.one, order)));
    } else {
      drawn.add(coefficient.applyAsDouble(measured.one, order));
      RandomStream random = new Seed(0, "unrelated rankings").stream("permutation", 0);
      for (int i = 0; i < PERMUTATIONS; i++) {
        for (int last = order.length - 1; last > 0; last--) {
          swap(order, last, (int) ((last + 1) * random.nextUniform()));
        }
        drawn.add(coefficient.applyAsDouble(measured.one, order));
      }
    }
    double[] coefficients = drawn.stream().mapToDouble(Double::doubleValue).toArray();
    double[] weights = new double[coefficients.length];
    Arrays.fill(weights, 1.0 / weights.length);
    return new Unrelated(coefficients, weights);
  }

  private static void permute(double[] order, int from, Runnable each) {
    if (from == order.length) {
      each.run();
    }
    for (int i = from; i < order.length; i++) {
      swap(order, from, i);
      permute(order, from + 1, each);
      swap(order, from, i);
    }
  }

  private static void swap(double[] order, int one, int other) {
    double kept = order[one];
    order[one] = order[other];
    order[other] = kept;
  }

  /**
   * Returns whether the rankings agree, or disagree, more than unrelated ones do: at a level of 5
   * %, and with an interval that excludes 0 where one is known.
   */
  public boolean isSignificant() {
    return probability < SIGNIFICANT && !(estimate.hasInterval() && estimate.covers(0));
  }
}

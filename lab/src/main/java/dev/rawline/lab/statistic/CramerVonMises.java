package dev.rawline.lab.statistic;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.Iterator;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * The test of Cramér and von Mises of two samples: the squared difference of their empirical
 * distribution functions over all pooled values, T = n m / (n + m)² · Σ (F(x) − G(x))².
 *
 * <p>Of ties, every one adds the difference after the last of them. The p-value counts all ways to
 * part the pooled values where there are up to {@value #EXACT} of them. It counts {@value #DRAWS}
 * seeded random ways up to {@value #SMALL} pooled values, and wherever fewer than {@value #FEW}
 * different values make T's limit another one; above {@value #LARGE} pooled values these draws take
 * normal numbers for counts. All else is the limit after Anderson (1962), with T brought to the
 * limit's mean and variance, both corrected for ties.
 */
public final class CramerVonMises {
  private static final int EXACT = 200_000;
  private static final int DRAWS = 9_999;
  private static final int SMALL = 40;
  private static final int FEW = 30;
  private static final int LARGE = 2_000;

  /** Statistics of this relative difference are one that was rounded. */
  private static final double ROUNDING = 1e-9;

  private final PooledSample pooled;
  private final int n;
  private final int m;
  private final double statistic;

  private CramerVonMises(PooledSample pooled) {
    this.pooled = pooled;
    n = pooled.reference();
    m = pooled.incoming();
    double[] counts = new double[pooled.groups()];
    Arrays.setAll(counts, pooled::references);
    statistic = statistic(counts);
  }

  /**
   * Compares two samples.
   *
   * @param reference values of the reference, at least one, in any order
   * @param incoming values that came in, at least one, in any order
   * @param seed the seed of random draws, where they are needed
   * @throws IllegalArgumentException if one of them is empty, or has a value that is not finite
   */
  public static TwoSampleResult compare(double[] reference, double[] incoming, Seed seed) {
    CramerVonMises test = new CramerVonMises(PooledSample.of(reference, incoming));
    int pooled = test.n + test.m;
    if (ways(pooled, Math.min(test.n, test.m)) <= EXACT) {
      return test.result(test.exact(), TwoSampleResult.Method.EXACT);
    }
    return pooled <= SMALL || test.pooled.groups() < FEW
        ? test.result(
            test.drawn(seed.stream("cramer-von-mises", 0)), TwoSampleResult.Method.PERMUTATION)
        : test.result(test.limit(), TwoSampleResult.Method.ASYMPTOTIC);
  }

  /**
   * Returns T as it was found and for each parting of groups that was drawn.
   *
   * @param values those of the reference first, NaN where one is missing
   */
  public static double[] statistics(double[] values, ExchangedGroups groups) {
    return groups.statistics(values, pooled -> new CramerVonMises(pooled).statistic);
  }

  private TwoSampleResult result(double pValue, TwoSampleResult.Method method) {
    return new TwoSampleResult(statistic, pValue, method);
  }

  /** Returns how many ways there are to choose some of all, or a number above the bound. */
  private static double ways(int all, int some) {
    double ways = 1;
    for (int i = 1; i <= some && ways <= EXACT; i++) {
      ways *= (all - some + i) / (double) i;
    }
    return ways;
  }

  /** Returns T where the groups have these counts of the reference's values. */
  private double statistic(double[] counts) {
    double sum = 0;
    double references = 0;
    double all = 0;
    for (int group = 0; group < counts.length; group++) {
      references += counts[group];
      all += pooled.size(group);
      double difference = references / n - (all - references) / m;
      sum += pooled.size(group) * difference * difference;
    }
    return sum * n * m / ((double) (n + m) * (n + m));
  }

  private boolean reaches(double[] counts) {
    return statistic(counts) >= statistic * (1 - ROUNDING);
  }

  /** Returns the group of every pooled value. */
  private int[] members() {
    int[] members = new int[n + m];
    int at = 0;
    for (int group = 0; group < pooled.groups(); group++) {
      Arrays.fill(members, at, at + pooled.size(group), group);
      at += pooled.size(group);
    }
    return members;
  }

  private double exact() {
    int[] members = members();
    double[] counts = new double[pooled.groups()];
    long reached = 0;
    long ways = 0;
    Iterator<int[]> partings = CombinatoricsUtils.combinationsIterator(n + m, n);
    while (partings.hasNext()) {
      Arrays.fill(counts, 0);
      for (int value : partings.next()) {
        counts[members[value]]++;
      }
      ways++;
      reached += reaches(counts) ? 1 : 0;
    }
    return (double) reached / ways;
  }

  private double drawn(RandomStream random) {
    int[] members = members();
    double[] counts = new double[pooled.groups()];
    int reached = 1; // the parting that was found is one of them
    for (int draw = 0; draw < DRAWS; draw++) {
      if (members.length <= LARGE) {
        deal(random, members, counts);
      } else {
        normalCounts(random, counts);
      }
      reached += reaches(counts) ? 1 : 0;
    }
    return reached / (DRAWS + 1.0);
  }

  private void deal(RandomStream random, int[] members, double[] counts) {
    RandomPartitions.deal(random, members, n);
    Arrays.fill(counts, 0);
    for (int i = 0; i < n; i++) {
      counts[members[i]]++;
    }
  }

  /** Draws counts with the mean and variance that they have given those before them. */
  private void normalCounts(RandomStream random, double[] counts) {
    double references = n;
    double all = n + m;
    for (int group = 0; group < counts.length; group++) {
      int size = pooled.size(group);
      double share = Math.clamp(references / all, 0, 1);
      double variance = all > 1 ? size * share * (1 - share) * (all - size) / (all - 1) : 0;
      counts[group] = size * share + Math.sqrt(variance) * random.nextGaussian();
      references -= counts[group];
      all -= size;
    }
  }

  private double limit() {
    double all = n + m;
    double product = (double) n * m;
    double mean = 0;
    double below = 0;
    for (int group = 0; group < pooled.groups(); group++) {
      below += pooled.size(group) / all;
      mean += pooled.size(group) / all * below * (1 - below) * all / (all - 1);
    }
    double withoutTies =
        (all + 1)
            * (4 * product * all - 3 * ((double) n * n + (double) m * m) - 2 * product)
            / (45 * all * all * 4 * product);
    double[] sizes = new double[pooled.groups()];
    Arrays.setAll(sizes, pooled::size);
    double[] ones = new double[n + m];
    Arrays.fill(ones, 1);
    double variance = withoutTies * spread(sizes) / spread(ones);
    return Distribution.exceeds(1.0 / 6 + (statistic - mean) / Math.sqrt(45 * variance));
  }

  /**
   * Returns Σ_z Σ_w t_z t_w (min(H_z, H_w) − H_z H_w)², half the variance of T's limit for groups
   * of t values and their cumulative share H.
   */
  private double spread(double[] sizes) {
    double all = n + m;
    double sum = 0;
    double below = 0;
    double before = 0;
    for (double size : sizes) {
      below += size / all;
      double share = size / all;
      double above = (1 - below) * (1 - below);
      sum += share * above * (2 * before + share * below * below);
      before += share * below * below;
    }
    return sum;
  }

  /**
   * The distribution that the statistic of Cramér and von Mises tends to: Σ Z_k² / (π k)² of
   * standard normal numbers Z_k.
   *
   * <p>P(W &gt; x) = 2/π Σ_k (−1)^(k+1) ∫ √(s / −sin s) e^(−x s²/2) / s ds over s from (2k − 1) π
   * to 2k π (Smirnov 1936). The first term rules where x is large, so that small probabilities are
   * as precise as large ones. A cosine in place of s takes away the integrand's poles, and the
   * midpoint rule then converges as fast as it can.
   */
  static final class Distribution {
    private static final int POINTS = 64;

    /** Below, the probability is 1 in double precision. */
    private static final double SMALLEST = 0.004;

    /** An exponential of less is none. */
    private static final double FAR = 40;

    private Distribution() {}

    /** Returns the probability of more than x. */
    static double exceeds(double x) {
      if (x < SMALLEST) {
        return 1;
      }
      double sum = 0;
      for (int k = 1; k == 1 || x * square((2 * k - 1) * Math.PI) / 2 < FAR; k++) {
        sum += (k % 2 == 1 ? 1 : -1) * between(k, x);
      }
      return Math.clamp(2 / Math.PI * sum, 0, 1);
    }

    private static double between(int k, double x) {
      double sum = 0;
      for (int point = 0; point < POINTS; point++) {
        double angle = Math.PI * (point + 0.5) / POINTS;
        double part = Math.PI / 2 * (1 - Math.cos(angle));
        double s = (2 * k - 1) * Math.PI + part;
        sum += Math.sin(angle) * Math.exp(-x * s * s / 2) / Math.sqrt(s * Math.sin(part));
      }
      return sum * Math.PI / 2 * Math.PI / POINTS;
    }

    private static double square(double number) {
      return number * number;
    }
  }
}

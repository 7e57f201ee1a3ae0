package dev.rawline.lab.statistic;

import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/**
 * The test of Kolmogorov and Smirnov of two samples: the largest difference of their empirical
 * distribution functions, D = sup |F(x) − G(x)|, 0 to 1.
 *
 * <p>With n values of the reference and m that came in, and n · m up to {@value #EXACT}, the
 * p-value is exact: of all ways to part the pooled values into n and m, the share that reaches D.
 * Paths from (0, 0) to (n, m) are counted as probabilities, and what touches the boundary is summed
 * up, so that the smallest p-values are as precise as large ones; boundaries are looked at only
 * where the pooled value changes, so that ties are taken for what they are (Schröer and Trenkler
 * 1995). For larger samples it is Kolmogorov's limit, which ties make too large, never too small.
 */
public final class KolmogorovSmirnov {
  private static final long EXACT = 4_000_000;

  private KolmogorovSmirnov() {}

  /**
   * Compares two samples.
   *
   * @param reference values of the reference, at least one, in any order
   * @param incoming values that came in, at least one, in any order
   * @throws IllegalArgumentException if one of them is empty, or has a value that is not finite
   */
  public static TwoSampleResult compare(double[] reference, double[] incoming) {
    PooledSample pooled = PooledSample.of(reference, incoming);
    long n = pooled.reference();
    long m = pooled.incoming();
    long largest = largest(pooled);
    double statistic = (double) largest / (n * m);
    return n * m <= EXACT
        ? new TwoSampleResult(statistic, exact(pooled, largest), TwoSampleResult.Method.EXACT)
        : new TwoSampleResult(
            statistic,
            Math.clamp(new KolmogorovSmirnovTest().approximateP(statistic, (int) n, (int) m), 0, 1),
            TwoSampleResult.Method.ASYMPTOTIC);
  }

  /**
   * Returns D as it was found and for each parting of groups that was drawn.
   *
   * @param values those of the reference first, NaN where one is missing
   */
  public static double[] statistics(double[] values, ExchangedGroups groups) {
    return groups.statistics(
        values,
        pooled -> (double) largest(pooled) / ((long) pooled.reference() * pooled.incoming()));
  }

  /** Returns n · m · D. */
  private static long largest(PooledSample pooled) {
    long n = pooled.reference();
    long m = pooled.incoming();
    long largest = 0;
    long i = 0;
    long j = 0;
    for (int group = 0; group < pooled.groups(); group++) {
      i += pooled.references(group);
      j += pooled.incomings(group);
      largest = Math.max(largest, Math.abs(i * m - j * n));
    }
    return largest;
  }

  /**
   * Returns how probably a random path of n steps right and m steps up meets |i m − j n| ≥ largest
   * at the end of a group.
   */
  private static double exact(PooledSample pooled, long largest) {
    if (largest == 0) {
      return 1;
    }
    int n = pooled.reference();
    int m = pooled.incoming();
    boolean[] looked = new boolean[n + m + 1];
    int end = 0;
    for (int group = 0; group < pooled.groups(); group++) {
      end += pooled.size(group);
      looked[end] = true;
    }
    double met = 0;
    double[] column = new double[m + 1];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        // The next of the values that are left is one of the reference as often as they have it.
        double fromLeft = i == 0 ? 0 : column[j] * (n - i + 1) / (n - i + 1 + m - j);
        double fromBelow = j == 0 ? 0 : column[j - 1] * (m - j + 1) / (n - i + m - j + 1);
        double here = i == 0 && j == 0 ? 1 : fromLeft + fromBelow;
        if (looked[i + j] && Math.abs((long) i * m - (long) j * n) >= largest) {
          met += here;
          here = 0;
        }
        column[j] = here;
      }
    }
    return Math.min(1, met);
  }
}

package dev.rawline.lab.tolerance;

import dev.rawline.lab.statistic.StandardNormal;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Two one-sided tests of how much worse a metric is in one measurement than in another of the same
 * samples, against a margin δ: whether the drop is below it (non-inferiority), and whether it is
 * above.
 *
 * <p><b>Accuracy of single samples.</b> Of n answers b became wrong and c right. Where the drop is
 * δ the shares are (q + δ, q), q being their restricted maximum-likelihood estimate (Tango 1998):
 *
 * <pre>2n q² + (δ(2n − b + c) − b − c) q − c δ(1 − δ) = 0</pre>
 *
 * The p-values are the tails P(B − C ≤ b − c) and P(B − C ≥ b − c) of that trinomial distribution
 * (the estimated p-value of Lloyd and Moldovan 2008), by the saddlepoint formula with Daniels'
 * first continuity correction (1987); its size was below the nominal one at every n, churn and
 * level that was computed (docs/results/tolerance-error.md).
 *
 * <p><b>Other metrics, and groups</b> (tiles of one photo). The jackknife's pseudo-values x of the
 * drop, a group each, give t = (drop − δ) / √(s² / G) of as many degrees of freedom as groups
 * changed, less one; the p-value is the larger one of t and of Hall's transformation t + k(t²/3 +
 * 1/6) + k²t³/27 with k = skewness / √G (1992), which has the error of a studentised bootstrap
 * without draws. Where fewer than {@value #FEW} groups changed, nothing is exceeded, and the drop
 * is below δ with the probability that so few of G change when a share of δ / 2 does: a changed
 * group is taken to cost at most twice its share.
 *
 * @param tolerated the p-value against a drop of δ or more
 * @param exceeded the p-value against a drop of δ or less
 * @param meanSquare the mean of the squared differences of groups, for accuracy the churn: what the
 *     number of samples to decide depends on
 */
public record MarginComparison(double tolerated, double exceeded, double meanSquare) {
  private static final int FEW = 10;

  /** Next to the mean the saddlepoint formula is a difference of two poles. */
  private static final double NEAR_MEAN = 1e-4;

  /** The normal distribution's 80 % quantile: the power with which a sample decides. */
  private static final double POWER = 0.8416212335729143;

  private static final double HALF = 0.5;

  /**
   * Tests a measurement.
   *
   * @param from the metric under the usual camera
   * @param to the metric of the same samples under another one
   * @param delta the margin, in the unit of the metric, at least 0
   * @throws IllegalArgumentException if they are not of the same samples and metric
   */
  public static MarginComparison of(
      MetricContributions from, MetricContributions to, double delta) {
    double drop = to.drop(from);
    double[] before = from.pseudoValues();
    double[] after = to.pseudoValues();
    double[] drops = new double[before.length];
    double sign = from.metric().higherIsBetter() ? 1 : -1;
    Arrays.setAll(drops, g -> sign * (before[g] - after[g]));
    if (from.metric() == Metric.ACCURACY && drops.length == from.samples()) {
      long worse = Arrays.stream(drops).filter(each -> each > HALF).count();
      long better = Arrays.stream(drops).filter(each -> each < -HALF).count();
      return ofCounts(drops.length, worse, better, delta);
    }
    return ofGroups(drop, drops, to.changed(from), delta);
  }

  /**
   * Tests single answers.
   *
   * @param samples how many samples there are
   * @param worse how many answers became wrong
   * @param better how many became right
   * @param delta the margin, a share
   */
  static MarginComparison ofCounts(long samples, long worse, long better, double delta) {
    double churn = (double) (worse + better) / samples;
    if (delta >= 1 || churn + delta == 0) {
      return new MarginComparison(1, 1, churn);
    }
    double linear = delta * (2.0 * samples - worse + better) - worse - better;
    double constant = better * delta * (1 - delta);
    double root = Math.sqrt(linear * linear + 8.0 * samples * constant);
    double q = Math.max(0, (root - linear) / (4 * samples));
    return new MarginComparison(
        tail((double) better - worse, (double) samples, q, q + delta),
        tail((double) worse - better, (double) samples, q + delta, q),
        churn);
  }

  /**
   * Returns P(X ≥ x) of the sum of n numbers that are 1 with probability p, −1 with m, else 0.
   *
   * <p>With M(t) = 1 − p − m + pt + m/t, t solves (n − x)pt² − x(1 − p − m)t − (n + x)m = 0, s = ln
   * t, w = ±√(2(sx − n ln M)), u = (1 − 1/t) √(n(pt + m/t)/M − x²/n): the tail is 1 − Φ(w) +
   * φ(w)(1/u − 1/w).
   */
  static double tail(double x, double n, double p, double m) {
    double none = 1 - p - m;
    if (x <= -n || (m == 0 && x <= 0)) {
      return 1;
    }
    if (x >= n || (p == 0 && x >= 0)) {
      return x == n ? Math.pow(p, n) : x == 0 ? Math.pow(none, n) : 0;
    }
    double square = (n - x) * p;
    double linear = -x * none;
    double constant = -(n + x) * m;
    double root = Math.sqrt(linear * linear - 4 * square * constant);
    double t = linear > 0 ? -2 * constant / (linear + root) : (root - linear) / (2 * square);
    double s = Math.log(t);
    if (Math.abs(s) < NEAR_MEAN) {
      double variance = n * (p + m - (p - m) * (p - m));
      return StandardNormal.above((x - HALF - n * (p - m)) / Math.sqrt(variance));
    }
    double moment = none + p * t + m / t;
    double w = Math.signum(s) * Math.sqrt(Math.max(0, 2 * (s * x - n * Math.log(moment))));
    double u = (1 - 1 / t) * Math.sqrt(n * (p * t + m / t) / moment - x * x / n);
    double density = Math.exp(-w * w / 2) / Math.sqrt(2 * Math.PI);
    return Math.clamp(StandardNormal.above(w) + density * (1 / u - 1 / w), 0, 1);
  }

  /**
   * Tests the mean of drops.
   *
   * @param drops by how much the mean of each group is worse
   * @param delta the margin, in their unit, at least 0
   */
  public static MarginComparison ofDrops(double[] drops, double delta) {
    int changed = (int) Arrays.stream(drops).filter(each -> each != 0).count();
    return ofGroups(Arrays.stream(drops).average().orElse(0), drops, changed, delta);
  }

  /** Tests any metric by the drops of its groups. */
  static MarginComparison ofGroups(double drop, double[] drops, int changed, double delta) {
    int groups = drops.length;
    double meanSquare = Arrays.stream(drops).map(each -> each * each).average().orElseThrow();
    if (changed < FEW || !Double.isFinite(meanSquare)) {
      double few =
          changed < FEW && delta < 1
              ? new BinomialDistribution(groups, delta / 2).cumulativeProbability(changed)
              : 1;
      return new MarginComparison(few, 1, Double.isFinite(meanSquare) ? meanSquare : 0);
    }
    double mean = Arrays.stream(drops).average().orElseThrow();
    double second = 0;
    double third = 0;
    for (double each : drops) {
      double off = each - mean;
      second += off * off;
      third += off * off * off;
    }
    double deviation = Math.sqrt(second / (groups - 1));
    double k = third / groups / (deviation * deviation * deviation) / Math.sqrt(groups);
    double t = (drop - delta) / (deviation / Math.sqrt(groups));
    double transformed = t + k * (t * t / 3 + 1.0 / 6) + k * k * t * t * t / 27;
    TDistribution student = new TDistribution(changed - 1);
    return new MarginComparison(
        student.cumulativeProbability(Math.max(t, transformed)),
        student.cumulativeProbability(-Math.min(t, transformed)),
        meanSquare);
  }

  /**
   * Returns Holm's level (1979): α / (M − r), where r of the p-values are rejected step by step.
   *
   * @param pValues those of the hypotheses fixed in advance
   * @param tests M, how many hypotheses there are at most, at least as many
   */
  public static double level(DoubleStream pValues, int tests) {
    double[] sorted = pValues.sorted().toArray();
    int rejected = 0;
    while (rejected < sorted.length
        && sorted[rejected] <= ToleranceSearch.ERROR / (tests - rejected)) {
      rejected++;
    }
    return ToleranceSearch.ERROR / Math.max(1, tests - rejected);
  }

  /** Returns what it shows at the levels of both kinds. */
  public ToleranceOutcome outcome(double levelTolerated, double levelExceeded) {
    return tolerated <= levelTolerated
        ? ToleranceOutcome.TOLERATED
        : exceeded <= levelExceeded ? ToleranceOutcome.EXCEEDED : ToleranceOutcome.UNDECIDED;
  }

  /** Returns what a single test shows, each kind with an error of 5 %. */
  public ToleranceOutcome outcome() {
    return outcome(ToleranceSearch.ERROR, ToleranceSearch.ERROR);
  }

  /**
   * Returns how many groups show with a power of 80 % that a metric which is not worse is so by
   * less than the margin: (z₁₋α + z₀.₈)² · mean square / δ² (for paired proportions: Nam 1997, with
   * the churn as the mean square); infinite where the margin is 0. At least as many as show it
   * where none changes, ln α / ln(1 − δ).
   *
   * @param level α, after the adjustment for the number of tests
   */
  public double neededGroups(double level, double delta) {
    double z = StandardNormal.exceededWith(level) + POWER;
    double unchanged = delta < 1 ? Math.log(level) / Math.log1p(-delta) : 1;
    return Math.max(unchanged, z * z * meanSquare / (delta * delta));
  }
}

package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.Bootstrap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ratio of two mean drops that were measured on the same splits, with its confidence interval
 * by Fieller's theorem (1954).
 *
 * <p>With the means c and d over n splits, their variances and covariance s, and Student's quantile
 * t of n − 1 degrees of freedom, the interval holds every ratio ρ for which c − ρ d does not differ
 * from 0: (c − ρ d)² ≤ t² (s_cc − 2 ρ s_cd + ρ² s_dd) / n. It is bounded exactly if d's own
 * interval excludes 0, which is when a ratio is meaningful; elsewhere there is none. The paired
 * splits enter by their covariance. A bootstrap over splits needs no normal distribution, but for
 * five splits it has only 126 different draws, covers the true ratio too rarely, and includes means
 * of d near 0. Of fewer than {@value SplitValues#ENOUGH} splits the interval is over samples: the
 * percentiles of c / d on their resamples.
 */
public final class FiellerRatio {
  /** A drop of this share of the metric is one of rounding. */
  private static final double ROUNDING = 1e-12;

  /** No ratio of drops is as large; percentiles next to unbounded ones may be. */
  private static final double UNBOUNDED = 1e100;

  private FiellerRatio() {}

  /**
   * Returns corruption drop / drift drop over the splits that every cell has; none unless the drift
   * drop lies above 0 with its whole interval. Of one split, and without common splits, it has no
   * interval.
   *
   * @param corruption the drops under corruptions, at least one
   * @param drift the drops under drift, at least one
   * @param magnitude how large the metric is, the scale of rounding errors
   */
  public static Optional<Estimate> of(
      List<SplitValues> corruption, List<SplitValues> drift, double magnitude) {
    double least = ROUNDING * Math.abs(magnitude);
    Set<Integer> common =
        SplitValues.common(Stream.concat(corruption.stream(), drift.stream()).toList());
    if (common.isEmpty()) {
      double drop = SplitValues.meanOf(drift).value();
      return drop > least
          ? Optional.of(unknown(SplitValues.meanOf(corruption).value() / drop))
          : Optional.empty();
    }
    SplitValues numerator = SplitValues.mean(corruption, common);
    SplitValues denominator = SplitValues.mean(drift, common);
    return denominator.isAbove(least)
        ? Optional.of(fieller(numerator, denominator))
        : Optional.empty();
  }

  private static Estimate unknown(double ratio) {
    return Estimate.withoutInterval(ratio, Estimate.LEVEL);
  }

  /**
   * The drift drop lies above 0 on at least 97.5 % of resamples: on the others the ratio has no
   * end.
   */
  private static Estimate overSamples(double ratio, double[] numerator, double[] denominator) {
    Estimate found =
        Bootstrap.usual(0)
            .estimate(
                ratio,
                IntStream.range(0, Math.min(numerator.length, denominator.length))
                    .mapToDouble(
                        r -> denominator[r] > 0 ? numerator[r] / denominator[r] : Double.MAX_VALUE)
                    .toArray());
    return found.high() < UNBOUNDED
        ? found.with(ratio, Math.min(ratio, found.low()), Math.max(ratio, found.high()))
        : unknown(ratio);
  }

  private static Estimate fieller(SplitValues numerator, SplitValues denominator) {
    double c = numerator.mean();
    double d = denominator.mean();
    if (denominator.values().size() < SplitValues.ENOUGH) {
      return overSamples(c / d, numerator.meansOfDraws(), denominator.meansOfDraws());
    }
    double quantile = denominator.quantile();
    double weight = quantile * quantile / denominator.values().size();
    // The bounds solve square ρ² − 2 mixed ρ + constant = 0; square is above 0, as d's interval is.
    double square = d * d - weight * denominator.covariance(denominator);
    double mixed = c * d - weight * numerator.covariance(denominator);
    double constant = c * c - weight * numerator.covariance(numerator);
    double root = Math.sqrt(Math.max(0, mixed * mixed - square * constant));
    double ratio = c / d;
    return root == 0
        ? unknown(ratio)
        : Estimate.finite(
            ratio,
            Math.min(ratio, (mixed - root) / square),
            Math.max(ratio, (mixed + root) / square),
            Estimate.LEVEL);
  }
}

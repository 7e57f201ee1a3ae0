package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Redrawn values of a quantity, and the 95 % interval that they give a value which may be biased.
 *
 * <p>The value s is that of straight lines: precise, but biased if the series are curved. Another
 * estimate c, of the slopes at zero, has no such bias and a larger error. The interval reaches from
 * a low to a high quantile of the redrawn c, and is extended to s. The extension makes it cover
 * more often, so that the quantiles are moved: without a bias it misses a truth t below it where
 * c's low quantile and s both lie above t. The share of redrawn c beyond the quantile whose s lies
 * on the same side of its median is therefore 2.5 %, at each end. If s lies beyond a quantile, the
 * other end leaves what remains of 5 %.
 */
final class RedrawnValues {
  private static final double TAILS = 1 - Estimate.LEVEL;

  private final double value;
  private final double[] straight;
  private final double[] initial;
  private final double[] alone;

  /** Takes the value as measured. */
  RedrawnValues(double value, int draws) {
    this.value = value;
    straight = new double[draws];
    initial = new double[draws];
    alone = new double[draws];
  }

  /**
   * Sets what a draw gave.
   *
   * @param byLines the value by straight lines
   * @param bySlopes that by the slopes at zero
   * @param byNoise that by the slopes at zero without errors of the set-up
   */
  void set(int draw, double byLines, double bySlopes, double byNoise) {
    straight[draw] = byLines;
    initial[draw] = bySlopes;
    alone[draw] = byNoise;
  }

  /**
   * Returns the budget of the value: the standard deviations of the redrawn c with and without
   * errors of the set-up, and what lies between c and s, equally likely.
   *
   * @param estimate the value with its interval
   * @param parts the parts of stated errors
   */
  UncertaintyBudget budget(Estimate estimate, PropagateDistributions.Parts parts) {
    List<Contribution> all = new ArrayList<>();
    all.add(Contribution.random(UncertaintyBudget.RANDOM, deviation(alone, estimate)));
    double combined = deviation(initial, estimate);
    if (!Arrays.equals(straight, initial)) {
      double curvature = Math.abs(value - median()) / Math.sqrt(12);
      all.add(Contribution.random("curvature of the series", curvature));
      combined = Math.hypot(combined, curvature);
    }
    all.addAll(parts.stated());
    return new UncertaintyBudget(estimate, combined, all, parts.notStated());
  }

  /**
   * Returns a standard deviation. A variance of few degrees of freedom has none; what lies beyond
   * the interval then counts as its end.
   */
  private static double deviation(double[] drawn, Estimate within) {
    double deviation = ParametricBootstrap.deviation(drawn);
    return deviation > within.halfWidth() && within.hasInterval()
        ? ParametricBootstrap.deviation(
            Arrays.stream(drawn)
                .map(each -> Math.clamp(each, within.low(), within.high()))
                .toArray())
        : deviation;
  }

  /** Returns whether the value and all redrawn ones are numbers. */
  boolean isFinite() {
    return Double.isFinite(value)
        && Arrays.stream(straight).allMatch(Double::isFinite)
        && Arrays.stream(initial).allMatch(Double::isFinite);
  }

  /** Returns the median of the unbiased estimates. */
  double median() {
    return ParametricBootstrap.quantile(initial.clone(), 0.5);
  }

  /** Returns the value with its interval. */
  Estimate interval() {
    double[] sorted = initial.clone();
    Arrays.sort(sorted);
    double below = share(each -> each < value);
    double above = share(each -> each > value);
    double low = tail(false);
    double high = tail(true);
    double lowest = below < low ? value : quantile(sorted, Math.max(low, TAILS - above));
    double highest = above < high ? value : quantile(sorted, 1 - Math.max(high, TAILS - below));
    return new Estimate(value, Math.min(lowest, value), Math.max(highest, value));
  }

  private double share(DoublePredicate which) {
    return (double) Arrays.stream(initial).filter(which).count() / initial.length;
  }

  private static double quantile(double[] sorted, double share) {
    return ParametricBootstrap.quantile(sorted, share);
  }

  /** Returns the share of the redrawn values beyond the low or the high quantile. */
  private double tail(boolean isHigh) {
    double middle = ParametricBootstrap.quantile(straight.clone(), 0.5);
    int[] fromOutside =
        IntStream.range(0, initial.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> isHigh ? -initial[i] : initial[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wanted = TAILS / 2 * initial.length;
    int alike = 0;
    int passed = 0;
    while (passed < TAILS * initial.length && alike < wanted) {
      double other = straight[fromOutside[passed++]];
      alike += (isHigh ? other >= middle : other <= middle) ? 1 : 0;
    }
    return (double) passed / initial.length;
  }
}

package dev.rawline.lab.statistic;

/**
 * Scores of new values against a reference sample: each becomes the score z that a standard normal
 * number of the same rank has, whatever the reference's distribution.
 *
 * <p>With n reference values, of which b lie below a value and e equal it, its rank lies anywhere
 * between b / (n + 1) and (b + e + 1) / (n + 1), and its score is the normal numbers' mean there:
 * no ties bend the scores' mean from 0. As long as the values come from the reference's
 * distribution, scores depend on ranks alone, so that a chart's run length is the same for every
 * continuous distribution.
 *
 * <p>Beyond the reference's ends, each of which a new value exceeds with probability 1 / (n + 1),
 * the tail is taken for exponential: P(more than x) = e^(−(x − end) / β) / (n + 1), β the mean
 * excess of the outermost tenth (5 values at least) over the value before. A value far out thus
 * gets a score far out, and a skewed distribution's long tail is no alarm. Where the tail's values
 * are all equal, any that is farther out gets {@value #FAR}, as far as scores go.
 */
public final class NormalScores {
  private static final double FAR = 38;
  private static final int LEAST = 10;
  private static final int TAIL = 5;
  private static final double SHARE = 0.1;

  private final double[] sorted;

  /** The normal density where the distribution function is 0, 1 / (n + 1) … 1. */
  private final double[] densities;

  private final double lowExcess;
  private final double highExcess;

  private NormalScores(double[] sorted) {
    this.sorted = sorted;
    densities = new double[sorted.length + 2];
    for (int k = 1; k <= sorted.length; k++) {
      densities[k] = StandardNormal.density(StandardNormal.exceededWith(k / (sorted.length + 1.0)));
    }
    int tail = (int) Math.max(TAIL, Math.ceil(SHARE * sorted.length));
    double low = 0;
    double high = 0;
    int last = sorted.length - 1;
    for (int i = 0; i < tail; i++) {
      low += (sorted[tail] - sorted[i]) / tail;
      high += (sorted[last - i] - sorted[last - tail]) / tail;
    }
    lowExcess = low;
    highExcess = high;
  }

  /**
   * Prepares.
   *
   * @param reference values of the reference, at least 10, in any order
   * @throws IllegalArgumentException if they are fewer, or one is not finite
   */
  public static NormalScores of(double[] reference) {
    if (reference.length < LEAST) {
      throw new IllegalArgumentException(
          "a reference has %d values: expected %d at least to score others by"
              .formatted(reference.length, LEAST));
    }
    return new NormalScores(PooledSample.sorted("reference", reference));
  }

  /**
   * Returns a value's score, −38 to 38.
   *
   * @param value the value
   * @throws IllegalArgumentException if it is not finite
   */
  public double score(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a value to score is " + value + ": expected a finite number");
    }
    int last = sorted.length - 1;
    if (value > sorted[last]) {
      return Math.max(within(sorted[last]), beyond(value - sorted[last], highExcess));
    }
    if (value < sorted[0]) {
      return Math.min(within(sorted[0]), -beyond(sorted[0] - value, lowExcess));
    }
    return within(value);
  }

  private double within(double value) {
    int from = less(value);
    int to = less(Math.nextUp(value)) + 1;
    return (densities[from] - densities[to]) * (sorted.length + 1) / (to - from);
  }

  private double beyond(double distance, double excess) {
    double log = -Math.log(sorted.length + 1.0) - distance / excess;
    return log > -FAR * FAR / 2 ? Math.min(FAR, StandardNormal.exceededWithLog(log)) : FAR;
  }

  /** Returns how many reference values are less than a value. */
  private int less(double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

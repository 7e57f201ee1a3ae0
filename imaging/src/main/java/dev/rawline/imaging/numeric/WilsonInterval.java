package dev.rawline.imaging.numeric;

/** Shares with Wilson's 95 % interval (1927), which never leaves 0 to 1 and holds the share. */
public final class WilsonInterval {
  /** The normal distribution's 97.5 % quantile. */
  private static final double NORMAL = 1.96;

  private WilsonInterval() {}

  /** Returns the 95 % interval of a share of a number of things, one at least. */
  public static Estimate of(double share, long count) {
    return of(share, (double) count, NORMAL);
  }

  /**
   * Returns (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
   *
   * @param share p, 0 to 1
   * @param count n, of how many it is the share, above 0
   * @param quantile z, the 97.5 % quantile of the normal distribution, or of Student's t
   */
  public static Estimate of(double share, double count, double quantile) {
    double square = quantile * quantile / count;
    double middle = (share + square / 2) / (1 + square);
    double half =
        quantile * Math.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square);
    return new Estimate(
        share,
        Math.max(0, Math.min(share, middle - half)),
        Math.min(1, Math.max(share, middle + half)));
  }
}

package dev.rawline.imaging.numeric;

/**
 * The confidence interval of a share that was counted on a sample.
 *
 * @param low its lower end, not below 0
 * @param high its upper end, not above 1
 */
public record ShareInterval(double low, double high) {

  /**
   * Returns Wilson's interval (1927), which never leaves 0 to 1 and holds the share: (p + z²/2n ± z
   * √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
   *
   * @param share p, 0 to 1
   * @param count n, of how many it is the share, above 0
   * @param quantile z, of the normal distribution, or of Student's t
   */
  public static ShareInterval wilson(double share, double count, double quantile) {
    double square = quantile * quantile / count;
    double middle = (share + square / 2) / (1 + square);
    double half =
        quantile * Math.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square);
    return new ShareInterval(
        Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half)));
  }
}

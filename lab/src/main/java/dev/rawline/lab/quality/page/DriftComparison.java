package dev.rawline.lab.quality.page;

/**
 * One test of whether a batch is drawn from where the reference was.
 *
 * @param of what was compared: a quantity, "all raw statistics", "features of the model" …
 * @param test the test: "Kolmogorov–Smirnov", "MMD, quadratic" …
 * @param statistic its statistic
 * @param p its p value, 0 to 1
 * @param adjusted the p value with all tests of the family allowed for, 0 to 1
 * @param multivariate whether it compares many numbers at once
 * @param drifted whether it says that the batch is another
 */
public record DriftComparison(
    String of,
    String test,
    double statistic,
    double p,
    double adjusted,
    boolean multivariate,
    boolean drifted) {
  /**
   * Checks the p values.
   *
   * @throws IllegalArgumentException if one is not from 0 to 1
   */
  public DriftComparison {
    if (!(p >= 0 && p <= 1) || !(adjusted >= 0 && adjusted <= 1)) {
      throw new IllegalArgumentException(
          "%s: p %s, adjusted %s: expected 0 to 1".formatted(of, p, adjusted));
    }
  }
}

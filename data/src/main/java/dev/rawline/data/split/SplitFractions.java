package dev.rawline.data.split;

import dev.rawline.data.set.Subset;
import java.util.Locale;

/**
 * What share of the samples each side gets.
 *
 * @param train above 0
 * @param validation 0 or more
 * @param test 0 or more; the three add up to 1
 */
public record SplitFractions(double train, double validation, double test) {
  /** 70 % to train, 15 % to validate, 15 % to test. */
  public static final SplitFractions DEFAULT = new SplitFractions(0.7, 0.15, 0.15);

  private static final double ROUNDING = 1e-9;

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if one lies outside its range or they do not add up to 1
   */
  public SplitFractions {
    if (!(train > 0 && validation >= 0 && test >= 0)
        || Math.abs(train + validation + test - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          "the shares are %s, %s and %s: expected a training share above 0, and three shares of 0 or more that add up to 1"
              .formatted(train, validation, test));
    }
  }

  /** Returns the share of one side. */
  public double of(Subset side) {
    return switch (side) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s/%s/%s", train, validation, test);
  }
}

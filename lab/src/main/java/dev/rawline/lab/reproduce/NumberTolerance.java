package dev.rawline.lab.reproduce;

/**
 * How far a number b may lie from a recorded number a: |a − b| ≤ absolute + relative · |a|.
 *
 * @param absolute in the unit of the number, at least 0
 * @param relative as a share of the recorded number, at least 0
 */
public record NumberTolerance(double absolute, double relative) {
  /** Equal numbers alone. */
  public static final NumberTolerance NONE = new NumberTolerance(0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 0 or not finite
   */
  public NumberTolerance {
    if (!(absolute >= 0 && relative >= 0 && Double.isFinite(absolute + relative))) {
      throw new IllegalArgumentException(
          "the tolerance is %s and %s of the number: expected numbers of at least 0"
              .formatted(absolute, relative));
    }
  }

  /** Returns whether two numbers agree; equal infinities do, and so do two that are no numbers. */
  public boolean agree(double recorded, double now) {
    return Double.compare(recorded, now) == 0
        || recorded == now
        || (Double.isFinite(recorded - now)
            && Math.abs(recorded - now) <= absolute + relative * Math.abs(recorded));
  }

  @Override
  public String toString() {
    if (equals(NONE)) {
      return "none: the same bits";
    }
    return "|a - b| at most %s + %s |a|".formatted(absolute, relative);
  }
}

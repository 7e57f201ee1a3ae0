package dev.rawline.lab.experiment;

import dev.rawline.imaging.frame.Described;

/**
 * The tolerated difference of a number b from a recorded number a when an experiment is repeated:
 * |a − b| ≤ absolute + relative · |a|.
 */
public record NumberTolerance(
    @Described(meaning = "the absolute tolerance, in its unit", min = 0) double absolute,
    @Described(meaning = "the relative tolerance", min = 0, max = 1) double relative) {
  /** The same bits. */
  public static final NumberTolerance DEFAULT = new NumberTolerance(0, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 0 or not finite
   */
  public NumberTolerance {
    if (!(absolute >= 0 && relative >= 0 && Double.isFinite(absolute + relative))) {
      throw new IllegalArgumentException(
          "the tolerance is %s (absolute) and %s (relative): expected numbers of at least 0"
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
    if (equals(DEFAULT)) {
      return "none: the same bits";
    }
    return "|a - b| at most %s + %s |a|".formatted(absolute, relative);
  }
}

package dev.rawline.imaging.inspection;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Roots of variances that may come out negative, as sign(v) · √|v|. Quantities that are such roots
 * are averaged as variances, so that noise of both signs does not pull their mean towards 0.
 */
public final class SignedRoot {
  /** The quantities that are such roots. */
  public static final Set<Quantity> QUANTITIES =
      Collections.unmodifiableSet(
          EnumSet.of(Quantity.READ_NOISE, Quantity.ROW_BANDING, Quantity.COLUMN_BANDING));

  private SignedRoot() {}

  /** Returns what a value of a quantity is averaged as: its variance, or the value itself. */
  public static double toAverage(Quantity quantity, double value) {
    return QUANTITIES.contains(quantity) ? square(value) : value;
  }

  /** Returns the value of a quantity of an average: its root, or the average itself. */
  public static double ofAverage(Quantity quantity, double average) {
    return QUANTITIES.contains(quantity) ? of(average) : average;
  }

  /** Returns sign(v) · √|v|. */
  public static double of(double variance) {
    return Math.signum(variance) * Math.sqrt(Math.abs(variance));
  }

  /** Returns sign(r) · r². */
  public static double square(double root) {
    return Math.signum(root) * root * root;
  }
}

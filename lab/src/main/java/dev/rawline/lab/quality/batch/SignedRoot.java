package dev.rawline.lab.quality.batch;

import dev.rawline.imaging.inspection.Quantity;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Quantities that are roots of variances which may come out negative, told as −√|v|: they are
 * averaged as variances, so that noise of both signs does not pull their mean towards 0.
 */
public final class SignedRoot {
  /** The quantities that are such roots. */
  public static final Set<Quantity> TOLD =
      Collections.unmodifiableSet(
          EnumSet.of(Quantity.READ_NOISE, Quantity.ROW_BANDING, Quantity.COLUMN_BANDING));

  private SignedRoot() {}

  /** Returns whether a quantity is such a root. */
  public static boolean isTold(Quantity quantity) {
    return TOLD.contains(quantity);
  }

  /** Returns what a value of a quantity is averaged as: its variance, or itself. */
  public static double kept(Quantity quantity, double told) {
    return isTold(quantity) ? square(told) : told;
  }

  /** Returns what an average of a quantity is told as. */
  public static double told(Quantity quantity, double kept) {
    return isTold(quantity) ? root(kept) : kept;
  }

  /** Returns sign(v) · √|v|. */
  public static double root(double variance) {
    return Math.signum(variance) * Math.sqrt(Math.abs(variance));
  }

  /** Returns sign(r) · r². */
  public static double square(double root) {
    return Math.signum(root) * root * root;
  }
}

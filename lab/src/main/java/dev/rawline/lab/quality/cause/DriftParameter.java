package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.SignedRoot;
import java.util.Locale;

/**
 * A number that says how a camera differs from itself; 0 where it does not.
 *
 * <p>Ratios are kept as their natural logarithm, and what adds to a variance as that variance, so
 * that 0 is the middle and a fit meets no end of a range.
 */
public enum DriftParameter {
  /** The light, as a ratio. */
  EXPOSURE(Kind.RATIO, "ratio"),
  /** The gain, as a ratio. */
  GAIN(Kind.RATIO, "ratio"),
  /** The level of no light, as a difference. */
  BLACK_LEVEL(Kind.DIFFERENCE, "DN"),
  /** Red against green, as a ratio. */
  RED(Kind.RATIO, "ratio"),
  /** Blue against green, as a ratio. */
  BLUE(Kind.RATIO, "ratio"),
  /** The blur that is added, as a standard deviation; negative where it became sharper. */
  BLUR(Kind.VARIANCE, "px"),
  /**
   * The noise that is added without light, as a standard deviation; negative where it became less.
   */
  READ_NOISE(Kind.VARIANCE, "DN");

  private enum Kind {
    RATIO,
    DIFFERENCE,
    VARIANCE
  }

  private final Kind kind;
  private final String unit;

  DriftParameter(Kind kind, String unit) {
    this.kind = kind;
    this.unit = unit;
  }

  /** Returns the unit of what {@link #told} returns. */
  public String unit() {
    return unit;
  }

  /** Returns the number as it is told: a ratio, a difference, or a signed standard deviation. */
  public double told(double kept) {
    return switch (kind) {
      case RATIO -> Math.exp(kept);
      case DIFFERENCE -> kept;
      case VARIANCE -> SignedRoot.of(kept);
    };
  }

  /** Returns the number as it is kept. */
  public double kept(double told) {
    return switch (kind) {
      case RATIO -> Math.log(told);
      case DIFFERENCE -> told;
      case VARIANCE -> SignedRoot.square(told);
    };
  }

  /** Returns whether it is told as a ratio to the camera as it was. */
  public boolean isRatio() {
    return kind == Kind.RATIO;
  }

  /** Returns its word in files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

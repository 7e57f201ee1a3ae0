package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.SignedRoot;
import java.util.Locale;

/**
 * A parameter of the drift of a camera; its coordinate is 0 where the camera has not drifted.
 *
 * <p>The coordinate of a ratio is its natural logarithm, and that of what adds to a variance that variance, so
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

  /** Returns the unit of what {@link #value} returns. */
  public String unit() {
    return unit;
  }

  /** Returns the value of a coordinate: a ratio, a difference, or a signed standard deviation. */
  public double value(double coordinate) {
    return switch (kind) {
      case RATIO -> Math.exp(coordinate);
      case DIFFERENCE -> coordinate;
      case VARIANCE -> SignedRoot.of(coordinate);
    };
  }

  /** Returns the coordinate of a value. */
  public double coordinate(double value) {
    return switch (kind) {
      case RATIO -> Math.log(value);
      case DIFFERENCE -> value;
      case VARIANCE -> SignedRoot.square(value);
    };
  }

  /** Returns whether its value is a ratio to the camera as it was. */
  public boolean isRatio() {
    return kind == Kind.RATIO;
  }

  /** Returns its word in files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

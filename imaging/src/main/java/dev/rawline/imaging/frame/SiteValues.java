package dev.rawline.imaging.frame;

import java.util.function.DoubleUnaryOperator;

/**
 * One number for each of the four kinds of pixel in a Bayer mosaic, such as a black level.
 *
 * @param red at red pixels (R)
 * @param greenInRedRow at green pixels in rows that also hold red (G1)
 * @param greenInBlueRow at green pixels in rows that also hold blue (G2)
 * @param blue at blue pixels (B)
 */
public record SiteValues(double red, double greenInRedRow, double greenInBlueRow, double blue) {

  /** Returns the same number for every pixel. */
  public static SiteValues uniform(double value) {
    return new SiteValues(value, value, value, value);
  }

  /** Returns the number for one kind of pixel. */
  public double at(Cfa.Site site) {
    return switch (site) {
      case RED -> red;
      case GREEN_IN_RED_ROW -> greenInRedRow;
      case GREEN_IN_BLUE_ROW -> greenInBlueRow;
      case BLUE -> blue;
    };
  }

  /** Returns the result of an operation on each value. */
  public SiteValues map(DoubleUnaryOperator operation) {
    return new SiteValues(
        operation.applyAsDouble(red),
        operation.applyAsDouble(greenInRedRow),
        operation.applyAsDouble(greenInBlueRow),
        operation.applyAsDouble(blue));
  }

  /** Returns the mean of the four numbers. */
  public double mean() {
    return (red + greenInRedRow + greenInBlueRow + blue) / 4;
  }
}

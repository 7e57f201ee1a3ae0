package dev.rawline.imaging.inspection;

import dev.rawline.imaging.numeric.Estimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mean colours of a camera's images, a reference to check whether red is where the stated
 * layout has it.
 *
 * <p>The means above black of the four sites are assigned to colours by each of four layouts. The
 * layout whose ratios are nearest to the reference is reported if the stated one is {@value
 * #UNLIKELY} spreads² farther away, and the nearest is within {@value #LIKELY}; colours of another
 * kind of scene match no layout. The distance is ((R/G − reference) / spread)² + the same of B/G +
 * the same of the relative difference of the greens, whose spread is {@value #GREEN_SPREAD}.
 *
 * @param redToGreen the mean of red over that of green
 * @param redSpread its standard deviation over ordinary images
 * @param blueToGreen the mean of blue over that of green
 * @param blueSpread its standard deviation over ordinary images
 */
public record ColourReference(
    double redToGreen, double redSpread, double blueToGreen, double blueSpread) {
  private static final double UNLIKELY = 25;
  private static final double LIKELY = 16;
  private static final double GREEN_SPREAD = 0.03;

  /** The position of the colours. */
  public enum Order {
    /** As stated by the layout. */
    AS_STATED,
    /** Red and blue are exchanged: RGGB is BGGR. */
    SWAPPED,
    /** The layout is shifted by one column (RGGB is GRBG). */
    SHIFTED_COLUMN,
    /** The layout is shifted by one row (RGGB is GBRG). */
    SHIFTED_ROW
  }

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if a spread or ratio is not above 0
   */
  public ColourReference {
    if (!(redToGreen > 0 && redSpread > 0 && blueToGreen > 0 && blueSpread > 0)) {
      throw new IllegalArgumentException(
          "the colours' reference is %s ± %s and %s ± %s: expected ratios and spreads above 0"
              .formatted(redToGreen, redSpread, blueToGreen, blueSpread));
    }
  }

  /**
   * Determines the colour order of an image.
   *
   * @return empty where no layout explains the colours
   */
  public Optional<Order> judge(Map<Quantity, Estimate> values) {
    if (!values.containsKey(Quantity.GREEN_IMBALANCE)) {
      return Optional.empty();
    }
    double green = values.get(Quantity.GREEN_MEAN).value();
    double half = values.get(Quantity.GREEN_IMBALANCE).value() / 2;
    return judge(
        values.get(Quantity.RED_MEAN).value(),
        green * (1 + half),
        green * (1 - half),
        values.get(Quantity.BLUE_MEAN).value());
  }

  /**
   * Determines the colour order from the means above black of the sites that the layout states as
   * R, G1, G2 and B [DN].
   *
   * @return empty where no layout explains the colours
   */
  public Optional<Order> judge(
      double red, double greenInRedRow, double greenInBlueRow, double blue) {
    Map<Order, Double> distances = new EnumMap<>(Order.class);
    distances.put(Order.AS_STATED, distance(red, greenInRedRow, greenInBlueRow, blue));
    distances.put(Order.SWAPPED, distance(blue, greenInBlueRow, greenInRedRow, red));
    distances.put(Order.SHIFTED_COLUMN, distance(greenInRedRow, red, blue, greenInBlueRow));
    distances.put(Order.SHIFTED_ROW, distance(greenInBlueRow, blue, red, greenInRedRow));
    double stated = distances.get(Order.AS_STATED);
    Map.Entry<Order, Double> nearest =
        distances.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
    if (!(nearest.getValue() < stated - UNLIKELY)) {
      return stated < LIKELY + UNLIKELY ? Optional.of(Order.AS_STATED) : Optional.empty();
    }
    return nearest.getValue() < LIKELY ? Optional.of(nearest.getKey()) : Optional.empty();
  }

  private double distance(double red, double green, double otherGreen, double blue) {
    double mean = (green + otherGreen) / 2;
    if (!(mean > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double ofRed = (red / mean - redToGreen) / redSpread;
    double ofBlue = (blue / mean - blueToGreen) / blueSpread;
    double ofGreens = (green - otherGreen) / mean / GREEN_SPREAD;
    return ofRed * ofRed + ofBlue * ofBlue + ofGreens * ofGreens;
  }
}

package dev.rawline.lab.quality.cause;

import dev.rawline.imaging.inspection.Quantity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the means of quantities move when a blur is added to the images of a reference.
 *
 * <p>It is measured, not derived: what a blur does to quantiles, edges and spectra depends on what
 * the images show. Between what was measured it is interpolated along the blur's variance, from 0
 * without any blur; beyond, and for images that became sharper, the nearest slope goes on.
 *
 * @param points from the smallest blur to the largest; empty where nothing was measured
 */
public record BlurResponse(List<Point> points) {
  /** Where nothing was measured: a blur moves nothing, and none is found. */
  public static final BlurResponse UNKNOWN = new BlurResponse(List.of());

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if blurs are not above 0 and rising
   */
  public BlurResponse {
    points = List.copyOf(points);
    double last = 0;
    for (Point point : points) {
      if (!(point.sigma > last)) {
        throw new IllegalArgumentException(
            "a blur of %s px follows one of %s px: expected rising ones above 0"
                .formatted(point.sigma, last));
      }
      last = point.sigma;
    }
  }

  /**
   * What one blur does.
   *
   * @param sigma its standard deviation [px]
   * @param shifts by how much the mean of each quantity moves, in its unit
   */
  public record Point(double sigma, Map<Quantity, Double> shifts) {
    /** Copies the shifts. */
    public Point {
      Map<Quantity, Double> copied = new EnumMap<>(Quantity.class);
      copied.putAll(shifts);
      shifts = Collections.unmodifiableMap(copied);
    }

    private double variance() {
      return sigma * sigma;
    }

    private double shift(Quantity quantity) {
      return shifts.getOrDefault(quantity, 0.0);
    }
  }

  /**
   * Returns by how much the mean of a quantity moves.
   *
   * @param variance of the blur that is added [px²]; below 0 of one that is taken away
   */
  public double at(Quantity quantity, double variance) {
    if (points.isEmpty()) {
      return 0;
    }
    double fromVariance = 0;
    double fromShift = 0;
    for (Point point : points) {
      boolean last = point.equals(points.getLast());
      if (variance <= point.variance() || last) {
        double slope = (point.shift(quantity) - fromShift) / (point.variance() - fromVariance);
        return fromShift + slope * (variance - fromVariance);
      }
      fromVariance = point.variance();
      fromShift = point.shift(quantity);
    }
    throw new AssertionError("the last point ends the search");
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.List;

/**
 * The point spread of a defocused lens: a uniform disc.
 *
 * <p>Each weight is the share of the disc on the pixel. A disc of at most one pixel changes
 * nothing.
 *
 * <p>Backwards the derivative by the diameter is exact: with the radius R, the area on a pixel
 * grows by the length of the disc's edge on it, and the weight by (edge − 2πR · weight) / (πR²).
 */
@FileWord("defocus")
public record DefocusDisc(
    @Described(meaning = "the disc's diameter", min = 0, max = 1000) double diameter,
    @Described(meaning = "the unit of the diameter, on the sensor", required = true)
        LengthUnit unit)
    implements PointSpreadFunction {
  private static final double LARGEST = 1000;

  /**
   * Checks the diameter.
   *
   * @throws IllegalArgumentException if it is outside 0 to 1000
   */
  public DefocusDisc {
    ParameterChecks.requireRange("defocus diameter", diameter, unit.symbol(), 0, LARGEST);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.between(0, LARGEST, "diameter", unit.symbol()));
  }

  @Override
  public double[] values() {
    return new double[] {diameter};
  }

  @Override
  public DefocusDisc with(double[] values) {
    return new DefocusDisc(values[0], unit);
  }

  ConvolutionPasses spread(double pixelPitch) {
    double radius = radius(pixelPitch);
    if (radius <= 0.5) {
      return ConvolutionPasses.square(1);
    }
    return ConvolutionPasses.square(
        ConvolutionPasses.normalised(onPixels(radius, DefocusDisc::area)));
  }

  /** Returns the derivatives of the weights by the diameter. */
  ConvolutionPasses slope(double pixelPitch) {
    double radius = radius(pixelPitch);
    if (radius <= 0.5) {
      return ConvolutionPasses.square(0);
    }
    double[] areas = onPixels(radius, DefocusDisc::area);
    double[] edges = onPixels(radius, DefocusDisc::edge);
    double whole = Math.PI * radius * radius;
    double[] slope = new double[areas.length];
    for (int i = 0; i < slope.length; i++) {
      double byRadius = edges[i] / whole - 2 * areas[i] / (whole * radius);
      slope[i] = byRadius * unit.inPixels(pixelPitch) / 2;
    }
    return ConvolutionPasses.square(slope);
  }

  private double radius(double pixelPitch) {
    double pixels = diameter * unit.inPixels(pixelPitch);
    ParameterChecks.requireRange("defocus diameter on this sensor", pixels, "px", 0, LARGEST);
    return pixels / 2;
  }

  /** The area of a disc of a radius on the rectangle from its middle to (x, y), x, y ≥ 0. */
  private interface Quarter {
    double on(double x, double y, double radius);
  }

  private static double[] onPixels(double radius, Quarter quarter) {
    int reach = (int) Math.ceil(radius - 0.5);
    int side = 2 * reach + 1;
    double[] shares = new double[side * side];
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        double share =
            signed(quarter, j + 0.5, i + 0.5, radius)
                - signed(quarter, j - 0.5, i + 0.5, radius)
                - signed(quarter, j + 0.5, i - 0.5, radius)
                + signed(quarter, j - 0.5, i - 0.5, radius);
        // Outside the disc, differences may round to slightly more or less than 0.
        shares[(i + reach) * side + j + reach] = Math.max(0, share);
      }
    }
    return shares;
  }

  private static double signed(Quarter quarter, double x, double y, double radius) {
    return Math.signum(x) * Math.signum(y) * quarter.on(Math.abs(x), Math.abs(y), radius);
  }

  private static double area(double x, double y, double radius) {
    double right = Math.min(x, radius);
    double top = Math.min(y, radius);
    double corner = Math.min(right, Math.sqrt(radius * radius - top * top));
    return corner * top + underArc(right, radius) - underArc(corner, radius);
  }

  /** Returns ∫₀^t √(R² − u²) du. */
  private static double underArc(double t, double radius) {
    return (t * Math.sqrt(radius * radius - t * t) + radius * radius * StrictMath.asin(t / radius))
        / 2;
  }

  private static double edge(double x, double y, double radius) {
    double right = Math.min(x, radius);
    double top = Math.min(y, radius);
    double corner = Math.min(right, Math.sqrt(radius * radius - top * top));
    return radius * (StrictMath.asin(right / radius) - StrictMath.asin(corner / radius));
  }
}

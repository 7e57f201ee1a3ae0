package dev.rawline.lab.forensics.search;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * The point spreads of an instrument as kernels, in reading order, with derivatives by their
 * coordinates: every weight is at least 0, and the sum is 1. What lies beyond the kernel is cut
 * off.
 *
 * <p>The same spreads as those of the optics ({@code dev.rawline.imaging.optics}), which have no
 * derivatives by the angle and by the f-number.
 */
final class PointSpreadKernels {
  /** Below this width [px] a spread stays within its pixel. */
  private static final double WITHIN_PIXEL = 0.05;

  private PointSpreadKernels() {}

  /**
   * Returns the share on each pixel of the uniform disc of a defocused lens.
   *
   * @param diameter [px]; up to 1 nothing is spread
   */
  static Gradient[] defocus(int side, Gradient diameter) {
    Gradient radius = diameter.divide(2);
    if (radius.getValue() <= 0.5) {
      return point(side, diameter);
    }
    return normalised(
        kernel(
            side,
            (x, y) ->
                corner(x + 0.5, y + 0.5, radius)
                    .subtract(corner(x - 0.5, y + 0.5, radius))
                    .subtract(corner(x + 0.5, y - 0.5, radius))
                    .add(corner(x - 0.5, y - 0.5, radius))));
  }

  /** Returns the signed area of a disc on the rectangle from its middle to (x, y). */
  private static Gradient corner(double x, double y, Gradient radius) {
    return quarter(Math.abs(x), Math.abs(y), radius).multiply(Math.signum(x) * Math.signum(y));
  }

  private static Gradient quarter(double x, double y, Gradient radius) {
    double r = radius.getValue();
    if (x >= r && y >= r) {
      return radius.multiply(radius).multiply(Math.PI / 4);
    }
    if (x >= r || y >= r) {
      return underArc(radius.multiply(0).add(Math.min(x, y)), radius);
    }
    if (x * x + y * y <= r * r) {
      return radius.multiply(0).add(x * y);
    }
    Gradient end = radius.multiply(radius).subtract(y * y).sqrt();
    return end.multiply(y)
        .add(underArc(radius.multiply(0).add(x), radius))
        .subtract(underArc(end, radius));
  }

  /** Returns ∫₀^t √(R² − u²) du, t below R. */
  private static Gradient underArc(Gradient t, Gradient radius) {
    Gradient square = radius.multiply(radius);
    return t.multiply(square.subtract(t.multiply(t)).sqrt())
        .add(square.multiply(t.divide(radius).asin()))
        .divide(2);
  }

  /**
   * Returns a Gaussian sampled at the centres of the pixels.
   *
   * @param sigma its standard deviation [px]
   */
  static Gradient[] gaussian(int side, Gradient sigma) {
    if (sigma.getValue() < WITHIN_PIXEL) {
      return point(side, sigma);
    }
    Gradient factor = sigma.multiply(sigma).multiply(2).reciprocal().negate();
    return normalised(kernel(side, (x, y) -> factor.multiply((double) x * x + y * y).exp()));
  }

  /**
   * Returns the share on each pixel of a straight path about the point, which is that of a uniform
   * motion during the exposure.
   *
   * @param columns how far it leads along a row [px]
   * @param rows how far it leads down a column [px]
   */
  static Gradient[] motion(int side, Gradient columns, Gradient rows) {
    Gradient half = columns.multiply(0).add(0.5);
    return normalised(
        kernel(
            side,
            (x, y) -> {
              Gradient[] part = {half.negate(), half};
              narrow(part, x, columns);
              narrow(part, y, rows);
              Gradient share = part[1].subtract(part[0]);
              return share.getValue() > 0 ? share : share.multiply(0);
            }));
  }

  /** Narrows a part of a path down to what lies within half a pixel of a place along one axis. */
  private static void narrow(Gradient[] part, int place, Gradient extent) {
    if (Math.abs(extent.getValue()) < 1e-9) {
      if (place != 0) {
        part[1] = part[0];
      }
      return;
    }
    boolean forwards = extent.getValue() > 0;
    Gradient from = extent.reciprocal().multiply(place + (forwards ? -0.5 : 0.5));
    Gradient to = extent.reciprocal().multiply(place + (forwards ? 0.5 : -0.5));
    part[0] = from.getValue() > part[0].getValue() ? from : part[0];
    part[1] = to.getValue() < part[1].getValue() ? to : part[1];
  }

  /**
   * Returns the Airy pattern (2 J₁(v) / v)², v = πr / (λN), sampled at the centres of the pixels.
   * Its modulation transfer is 0 beyond pitch / (λN) cycles a pixel. Source: M. Born and E. Wolf,
   * Principles of Optics, 7th ed., §8.5.2.
   *
   * @param scale λN / pitch [px]
   */
  static Gradient[] diffraction(int side, Gradient scale) {
    if (scale.getValue() < WITHIN_PIXEL) {
      return point(side, scale);
    }
    return normalised(
        kernel(
            side,
            (x, y) -> {
              if (x == 0 && y == 0) {
                return scale.multiply(0).add(1);
              }
              Gradient v = scale.reciprocal().multiply(Math.PI * StrictMath.hypot(x, y));
              Gradient amplitude = besselJ1(v).multiply(2).divide(v);
              return amplitude.multiply(amplitude);
            }));
  }

  /** Returns J₁(v) = (1/π) ∫₀^π cos(τ − v sin τ) dτ, which equal steps sum up exactly. */
  private static Gradient besselJ1(Gradient v) {
    int steps = (int) v.getValue() / 2 + 30;
    Gradient sum = v.multiply(0);
    for (int i = 0; i < steps; i++) {
      double angle = Math.PI * (i + 0.5) / steps;
      sum = sum.add(v.multiply(-StrictMath.sin(angle)).add(angle).cos());
    }
    return sum.divide(steps);
  }

  /** The weight of a pixel, by its distance from the point. */
  private interface Weight {
    Gradient at(int x, int y);
  }

  private static Gradient[] kernel(int side, Weight weight) {
    Gradient[] kernel = new Gradient[side * side];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = weight.at(i % side - side / 2, i / side - side / 2);
    }
    return kernel;
  }

  /** Differences of areas may round to slightly below 0 outside the disc. */
  private static Gradient[] normalised(Gradient[] weights) {
    Gradient zero = weights[weights.length / 2].multiply(0);
    Gradient[] positive =
        Arrays.stream(weights)
            .map(weight -> weight.getValue() > 1e-15 ? weight : zero)
            .toArray(Gradient[]::new);
    Gradient sum = Arrays.stream(positive).reduce(Gradient::add).orElseThrow();
    return Arrays.stream(positive).map(weight -> weight.divide(sum)).toArray(Gradient[]::new);
  }

  private static Gradient[] point(int side, Gradient coordinate) {
    return kernel(side, (x, y) -> coordinate.multiply(0).add(x == 0 && y == 0 ? 1 : 0));
  }
}

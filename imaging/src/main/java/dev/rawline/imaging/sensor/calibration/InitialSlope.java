package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.numeric.PolynomialFit;
import java.util.Arrays;

/**
 * The slope at zero of a series of points, with no assumption that the series is straight.
 *
 * <p>The slope of a straight line through a curved series y = K·x + c·x² differs from K by
 * c·Σx³/Σx² (all points of equal weight): a curvature of 2 % makes the gain 2.4 % too small. The
 * slope at zero of a polynomial has no such bias. Its degree is 2, or up to {@value #MOST_DEGREE}
 * where that reduces the scatter about it significantly. Where the level at zero is unknown, the
 * polynomial has an intercept.
 */
final class InitialSlope {
  private static final int MOST_DEGREE = 4;

  /** The points that a further degree must leave free. */
  private static final int FREE = 4;

  /**
   * The reduction of χ² for each further degree, over the χ² for each free point, from which a
   * degree is significant: three standard errors.
   */
  private static final double SIGNIFICANT_REDUCTION = 9;

  private final double[] weights;
  private final int lowest;
  private final int degree;
  private final double excess;
  private final double significance;

  private InitialSlope(
      double[] x, double[] y, double[] errors, double[] weights, boolean hasIntercept, int most) {
    this.weights = weights;
    lowest = hasIntercept ? 0 : 1;
    int chosen = Math.min(2, x.length - 1 + lowest);
    double least = chiSquare(x, y, errors, chosen);
    for (int further = chosen + 1; further <= most && free(x, further) >= FREE; further++) {
      double chiSquare = chiSquare(x, y, errors, further);
      double reduction = (least - chiSquare) / (further - chosen);
      if (reduction > SIGNIFICANT_REDUCTION * Math.max(1, chiSquare / free(x, further))) {
        chosen = further;
        least = chiSquare;
      }
    }
    degree = chosen;
    int freedom = free(x, degree);
    excess =
        freedom > 0 && least > freedom + 3 * Math.sqrt(2.0 * freedom)
            ? Math.sqrt(least / freedom)
            : 1;
    significance =
        degree < 2
            ? 0
            : Math.sqrt(Math.max(0, chiSquare(x, y, errors, 1) - least) / (degree - 1)) / excess;
  }

  /**
   * Takes the slope of variances over signals.
   *
   * @param errors the standard errors of y
   * @param expected the errors that its fit weights the points by
   * @param hasIntercept whether the level at zero is unknown
   */
  static InitialSlope ofVariances(
      double[] x, double[] y, double[] errors, double[] expected, boolean hasIntercept) {
    double[] weights = Arrays.stream(expected).map(error -> 1 / (error * error)).toArray();
    return new InitialSlope(x, y, errors, weights, hasIntercept, MOST_DEGREE);
  }

  /** Takes the slope of signals over light: all points of equal weight, as in the standard. */
  static InitialSlope ofSignals(double[] x, double[] y, double[] errors, boolean hasIntercept) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return new InitialSlope(x, y, errors, ones, hasIntercept, 2);
  }

  private int free(double[] x, int of) {
    return x.length - of - 1 + lowest;
  }

  private double chiSquare(double[] x, double[] y, double[] errors, int of) {
    return PolynomialFit.of(x, y, weights, lowest, of).chiSquare(x, y, errors);
  }

  /** Returns the polynomial of points at the same places, measured or redrawn. */
  PolynomialFit fit(double[] x, double[] y) {
    return PolynomialFit.of(x, y, weights, lowest, degree);
  }

  /**
   * Returns the gain of the least signals, of a curve of shot variances over signals: its slope at
   * zero without what the dark noise adds to that.
   *
   * <p>Where the response to charge bends, the gain also acts on the dark noise: σ² − σ²_dark =
   * K(S)²N + (K(S)² − K²)σ_d². With a shot variance of K·S·(1 + γS), K(S) = K·(1 + ⅔γS) to first
   * order, so that the second part has the slope 4/3·γ·K²σ_d².
   *
   * @param curve shot variances over signals, a parabola or of higher degree if it is not straight
   * @param darkVariance K²σ_d², the dark variance without that of rounding [DN²]
   */
  static double gain(PolynomialFit curve, double darkVariance) {
    double[] powers = curve.coefficients();
    return powers.length > 2
        ? curve.slope() - 4.0 / 3 * powers[2] / curve.slope() * darkVariance
        : curve.slope();
  }

  /** Returns the straight line of such points. */
  PolynomialFit straight(double[] x, double[] y) {
    return PolynomialFit.of(x, y, weights, lowest, 1);
  }

  /** Returns the scatter about the polynomial relative to the errors, as {@link LineFit#excess}. */
  double excess() {
    return excess;
  }

  /**
   * Returns by how many standard errors the series is not straight, the scatter included; the root
   * of the mean χ² of the degrees beyond the first.
   */
  double significance() {
    return significance;
  }
}

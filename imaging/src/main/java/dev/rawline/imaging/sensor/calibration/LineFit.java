package dev.rawline.imaging.sensor.calibration;

import java.util.Arrays;

/**
 * A straight line by least squares.
 *
 * @param intercept its value at 0
 * @param slope its slope
 */
public record LineFit(double intercept, double slope) {

  /** Returns its value at a place. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /** Returns the line through zero, slope = Σxy / Σx². */
  static LineFit throughZero(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
    }
    return new LineFit(0, xy / xx);
  }

  /** Returns the line that makes Σ w·(y − line)² least. */
  public static LineFit weighted(double[] x, double[] y, double[] weights) {
    double sum = 0;
    double xMean = 0;
    double yMean = 0;
    for (int i = 0; i < x.length; i++) {
      sum += weights[i];
      xMean += weights[i] * x[i];
      yMean += weights[i] * y[i];
    }
    xMean /= sum;
    yMean /= sum;
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += weights[i] * (x[i] - xMean) * (y[i] - yMean);
      xx += weights[i] * (x[i] - xMean) * (x[i] - xMean);
    }
    double slope = xy / xx;
    return new LineFit(yMean - slope * xMean, slope);
  }

  /** Returns the line that makes Σ (y − line)² least. */
  public static LineFit of(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return weighted(x, y, ones);
  }

  /**
   * Returns by how much points scatter about the line more than their errors say: √(χ²/ν) where χ²
   * lies beyond ν + 3·√(2ν), else 1 (Birge 1932).
   *
   * @param errors the standard errors of y
   * @param fitted how many numbers of the line were fitted
   */
  double excess(double[] x, double[] y, double[] errors, int fitted) {
    double chiSquare = 0;
    for (int i = 0; i < x.length; i++) {
      double deviation = (y[i] - at(x[i])) / errors[i];
      chiSquare += deviation * deviation;
    }
    double freedom = x.length - fitted;
    return chiSquare > freedom + 3 * Math.sqrt(2 * freedom) ? Math.sqrt(chiSquare / freedom) : 1;
  }
}

package dev.rawline.imaging.numeric;

import java.util.Arrays;

/**
 * A least-squares straight line.
 *
 * @param intercept its value at 0
 * @param slope its slope
 */
public record LineFit(double intercept, double slope) {

  /** Returns its value at x. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /** Returns the line through zero, slope = Σxy / Σx². */
  public static LineFit throughZero(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
    }
    return new LineFit(0, xy / xx);
  }

  /** Returns the line that minimizes Σ w·(y − line)². */
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

  /** Returns the line that minimizes Σ (y − line)². */
  public static LineFit of(double[] x, double[] y) {
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return weighted(x, y, ones);
  }

  /**
   * Returns the scatter of points about the line relative to their errors: √(χ²/ν) where χ² lies
   * beyond ν + 3·√(2ν), else 1 (Birge 1932).
   *
   * @param errors the standard errors of y
   * @param fitted the number of fitted parameters
   */
  public double excess(double[] x, double[] y, double[] errors, int fitted) {
    double chiSquare = 0;
    for (int i = 0; i < x.length; i++) {
      double deviation = (y[i] - at(x[i])) / errors[i];
      chiSquare += deviation * deviation;
    }
    double freedom = x.length - fitted;
    return chiSquare > freedom + 3 * Math.sqrt(2 * freedom) ? Math.sqrt(chiSquare / freedom) : 1;
  }
}

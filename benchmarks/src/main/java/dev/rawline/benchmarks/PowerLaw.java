package dev.rawline.benchmarks;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.workbench.text.Decimals;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A cost that grows as a power: factor · x^slope, by least squares on logarithms.
 *
 * @param slope the slope on logarithmic axes: 1 is proportional, 0 is flat
 * @param error its standard error; NaN of fewer than three points
 * @param factor the cost at x = 1
 */
record PowerLaw(double slope, double error, double factor) {

  /** Returns the power of some points; NaN of fewer than two. */
  static PowerLaw of(List<GrowthPoint> points, ToDoubleFunction<GrowthPoint> cost) {
    double[] x = points.stream().mapToDouble(point -> Math.log(point.x())).toArray();
    double[] y = points.stream().mapToDouble(cost).map(Math::log).toArray();
    LineFit line = LineFit.of(x, y);
    double mean = points.stream().mapToDouble(point -> Math.log(point.x())).average().orElse(0);
    double residual = 0;
    double width = 0;
    for (int i = 0; i < x.length; i++) {
      residual += Math.pow(y[i] - line.at(x[i]), 2);
      width += Math.pow(x[i] - mean, 2);
    }
    double error = x.length < 3 ? Double.NaN : Math.sqrt(residual / (x.length - 2) / width);
    return new PowerLaw(line.slope(), error, Math.exp(line.intercept()));
  }

  /** Returns the cost at a place. */
  double at(double x) {
    return factor * Math.pow(x, slope);
  }

  /** Returns the slope with its standard error, {@code 0.98 ± 0.01}; a dash where it is unknown. */
  String words() {
    Decimals decimals = new Decimals(error < 0.01 ? 3 : 2);
    String uncertain = error < 0.0005 ? "<0.001" : Double.isNaN(error) ? "?" : decimals.of(error);
    return Double.isNaN(slope) ? "–" : decimals.of(slope) + " ± " + uncertain;
  }
}

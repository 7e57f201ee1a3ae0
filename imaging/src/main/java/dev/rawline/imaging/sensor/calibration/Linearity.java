package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The linearity of one channel's signals with light, by EMVA 1288 Release 4.0 Linear: the line is
 * fitted over 5 % to 95 % of saturation, by least squares of the relative deviations.
 */
final class Linearity {
  private static final int LEAST_EXPOSURES = 3;

  private final ChannelData data;
  private final int[] fitted;
  private final double[] signals;

  /** The light of every exposure; empty if unknown, or for too few of the fitted ones. */
  private final Optional<double[]> light;

  Linearity(ChannelData data) {
    this.data = data;
    fitted = IntStream.range(0, data.size()).filter(data::inLinearity).toArray();
    signals = IntStream.range(0, data.size()).mapToDouble(data::signal).toArray();
    light = data.light().filter(known -> fitted.length >= LEAST_EXPOSURES);
  }

  /** Returns each exposure's deviation from the line over the line, if the light is known. */
  Optional<double[]> deviations() {
    return light.map(x -> deviations(x, signals));
  }

  /** Returns LE, the mean of |deviation| over the fitted exposures [%], if the light is known. */
  Optional<Double> error() {
    return light.map(x -> error(x, signals));
  }

  /**
   * Returns LE with its interval.
   *
   * <p>This is LE ± q, floored at 0; q is the 95 % quantile of the LE that noise gives an exactly
   * linear response. It is valid for every response, and exact for a linear one.
   *
   * @param flatError the standard error of each flat pair's mean [DN]
   * @param darkError the same of each dark pair
   */
  Optional<Estimate> estimate(
      RandomStream stream, IntToDoubleFunction flatError, IntToDoubleFunction darkError) {
    return light.map(x -> estimate(x, new ParametricBootstrap(stream), flatError, darkError));
  }

  private Estimate estimate(
      double[] x,
      ParametricBootstrap draws,
      IntToDoubleFunction flatError,
      IntToDoubleFunction darkError) {
    double value = error(x, signals);
    LineFit line = line(x, signals);
    double[] byNoise = new double[EmvaEvaluation.DRAWS];
    double[] darks = new double[data.darks().size()];
    double[] drawn = new double[data.size()];
    for (int draw = 0; draw < byNoise.length; draw++) {
      Arrays.setAll(darks, i -> draws.normal(0, darkError.applyAsDouble(i)));
      Arrays.setAll(
          drawn,
          i ->
              line.at(x[i])
                  + draws.normal(0, flatError.applyAsDouble(i))
                  - darks[data.darkOf().get(i)]);
      byNoise[draw] = error(x, drawn);
    }
    double reach = ParametricBootstrap.quantile(byNoise, 0.95);
    return new Estimate(value, Math.max(0, value - reach), value + reach);
  }

  private double error(double[] x, double[] y) {
    double[] deviations = deviations(x, y);
    return 100
        * Arrays.stream(fitted).mapToDouble(i -> Math.abs(deviations[i])).average().orElseThrow();
  }

  private double[] deviations(double[] x, double[] y) {
    LineFit line = line(x, y);
    double[] deviations = new double[y.length];
    Arrays.setAll(deviations, i -> (y[i] - line.at(x[i])) / line.at(x[i]));
    return deviations;
  }

  private LineFit line(double[] x, double[] y) {
    return LineFit.weighted(
        Arrays.stream(fitted).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(fitted).mapToDouble(i -> y[i]).toArray(),
        Arrays.stream(fitted).mapToDouble(i -> 1 / (y[i] * y[i])).toArray());
  }
}

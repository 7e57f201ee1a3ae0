package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import dev.rawline.imaging.sensor.uncertainty.SystematicEffect;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private final PropagateDistributions propagation;

  /** The light of every exposure; empty if unknown, or for too few of the fitted ones. */
  private final Optional<double[]> light;

  Linearity(ChannelData data, PropagateDistributions propagation) {
    this.data = data;
    this.propagation = propagation;
    fitted = IntStream.range(0, data.size()).filter(data::inLinearity).toArray();
    signals = IntStream.range(0, data.size()).mapToDouble(data::signal).toArray();
    light = data.light(propagation.means()).filter(known -> fitted.length >= LEAST_EXPOSURES);
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
   * Returns the budget of LE.
   *
   * <p>Its interval is LE ± q, floored at 0; q is the 95 % quantile of the LE that noise and the
   * errors of the light give an exactly linear response. It is valid for every response, and exact
   * for a linear one. An uncertainty is the root mean square of the LE that its cause gives.
   *
   * @param flatError the standard error of each flat pair's mean [DN]
   * @param darkError the same of each dark pair
   */
  Optional<UncertaintyBudget> budget(
      RandomStream stream, IntToDoubleFunction flatError, IntToDoubleFunction darkError) {
    return light.map(x -> budget(x, stream, flatError, darkError));
  }

  private UncertaintyBudget budget(
      double[] x,
      RandomStream stream,
      IntToDoubleFunction flatError,
      IntToDoubleFunction darkError) {
    ParametricBootstrap draws = new ParametricBootstrap(stream);
    double value = error(x, signals);
    LineFit line = line(x, signals);
    int count = EmvaEvaluation.DRAWS;
    double[] byAll = new double[count];
    double[] byNoise = new double[count];
    double[] darks = new double[data.darks().size()];
    double[] drawn = new double[data.size()];
    for (int draw = 0; draw < count; draw++) {
      Arrays.setAll(darks, i -> draws.normal(0, darkError.applyAsDouble(i)));
      Arrays.setAll(
          drawn,
          i ->
              line.at(x[i])
                  + draws.normal(0, flatError.applyAsDouble(i))
                  - darks[data.darkOf().get(i)]);
      byNoise[draw] = error(x, drawn);
      byAll[draw] = byNoise[draw];
      if (propagation.isStated()) {
        double[] light = data.light(propagation.drawn(stream)).orElseThrow();
        Arrays.setAll(drawn, i -> drawn[i] + line.at(light[i]) - line.at(x[i]));
        byAll[draw] = error(x, drawn);
      }
    }
    double random = rootMeanSquare(byNoise);
    double combined = rootMeanSquare(byAll);
    double reach = ParametricBootstrap.quantile(byAll, 0.95);
    String name = "LE";
    PropagateDistributions.Parts parts =
        propagation
            .partsBy(
                effect -> Map.of(name, byLight(x, line, effect, stream)),
                List.of(errors -> Map.of(name, error(data.light(errors).orElseThrow(), signals))))
            .get(name);
    List<Contribution> all = new ArrayList<>();
    all.add(Contribution.random(UncertaintyBudget.RANDOM, random));
    all.addAll(parts.stated());
    return new UncertaintyBudget(
        new Estimate(value, Math.max(0, value - reach), value + reach),
        combined,
        all,
        parts.notStated());
  }

  /** Returns the root mean square of the LE that one error of the light gives a linear response. */
  private double byLight(double[] x, LineFit line, SystematicEffect effect, RandomStream stream) {
    double[] drawn = new double[EmvaEvaluation.DRAWS];
    for (int draw = 0; draw < drawn.length; draw++) {
      double[] light = data.light(propagation.drawn(effect, stream)).orElseThrow();
      drawn[draw] = error(x, Arrays.stream(light).map(line::at).toArray());
    }
    return rootMeanSquare(drawn);
  }

  private static double rootMeanSquare(double[] numbers) {
    return Math.sqrt(Arrays.stream(numbers).map(each -> each * each).average().orElseThrow());
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

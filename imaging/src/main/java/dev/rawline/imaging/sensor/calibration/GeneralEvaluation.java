package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.PolynomialFit;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.uncertainty.PropagateDistributions;
import dev.rawline.imaging.sensor.uncertainty.SystematicErrors;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget;
import dev.rawline.imaging.sensor.uncertainty.UncertaintyBudget.Contribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The formulas of EMVA 1288 Release 4.0 General for one channel, with no assumption of linearity.
 *
 * <p>The incremental gain g = dy/dH of the characteristic curve y(H) is the slope of a parabola
 * through the five nearest exposures; its error follows from theirs, times the scatter about the
 * parabolas. The signal-to-noise ratio of the light is SNR = H·g/σ_y.
 *
 * <p>The incremental gain of the charge, K = dy/dN, is that of {@link GainCurveFit} over all
 * exposures below saturation.
 */
final class GeneralEvaluation {
  private static final String SNR_MAX = "general.snrMax";
  private static final String THRESHOLD = "general.threshold";
  private static final String DYNAMIC_RANGE = "general.dynamicRange";
  private static final String INITIAL_GAIN = "general.initialGain";
  private static final int NEAREST = 5;
  private static final int DRAWS = 1000;
  private static final double REACH = 1.959964;

  private final ChannelData data;
  private final IntToDoubleFunction signalError;
  private final IntToDoubleFunction scatter;
  private final PropagateDistributions propagation;
  private final double[] signals;
  private final double[] slopes;
  private final double[] slopeErrors;
  private final int[] fitted;
  private final Optional<GainCurveFit> gain;
  private final List<GainCurveFit.Noise> noises = new ArrayList<>();
  private final List<GainCurveFit.Drawn> curves = new ArrayList<>();

  /**
   * Evaluates a channel.
   *
   * @param signalError the standard error of each signal [DN]
   * @param scatter by how much each scatters about a curve, the stated error of the lamp included
   *     [DN]
   */
  GeneralEvaluation(
      ChannelData data,
      IntToDoubleFunction signalError,
      IntToDoubleFunction scatter,
      boolean hasIntercept,
      PropagateDistributions propagation,
      RandomStream stream) {
    this.data = data;
    this.signalError = signalError;
    this.scatter = scatter;
    this.propagation = propagation;
    signals = IntStream.range(0, data.size()).mapToDouble(data::signal).toArray();
    slopes = new double[data.size()];
    slopeErrors = new double[data.size()];
    data.light(propagation.means()).ifPresent(this::differentiate);
    fitted = data.belowSaturation(hasIntercept);
    gain =
        fitted.length < GainCurveFit.LEAST_EXPOSURES
            ? Optional.empty()
            : Optional.of(
                new GainCurveFit(data, fitted, signalError, hasIntercept, propagation.means()));
    ParametricBootstrap draws = new ParametricBootstrap(stream);
    gain.ifPresent(
        fit ->
            Stream.generate(() -> fit.noise(draws))
                .limit(DRAWS)
                .forEach(
                    noise -> {
                      noises.add(noise);
                      curves.add(fit.drawn(noise, propagation.means()));
                    }));
  }

  /** Finds the slopes of the characteristic curve, and their errors. */
  private void differentiate(double[] light) {
    double chiSquare = 0;
    double free = 0;
    for (int i = 0; i < light.length; i++) {
      int[] near = nearest(light, i);
      if (near.length < 2) {
        return;
      }
      double[] y = Arrays.stream(near).mapToDouble(j -> signals[j]).toArray();
      Optional<PolynomialFit> fit = parabola(light, i, y);
      if (fit.isEmpty()) {
        slopes[i] = Double.NaN;
        continue;
      }
      slopes[i] = fit.get().slope();
      double variance = 0;
      for (int j = 0; j < y.length; j++) {
        double[] unit = new double[y.length];
        unit[j] = 1;
        PolynomialFit ofUnit = parabola(light, i, unit).orElseThrow();
        variance += Math.pow(ofUnit.slope() * signalError.applyAsDouble(near[j]), 2);
        free += near[j] == i ? 1 - ofUnit.at(0) : 0;
      }
      slopeErrors[i] = Math.sqrt(variance);
      chiSquare += Math.pow((signals[i] - fit.get().at(0)) / scatter.applyAsDouble(i), 2);
    }
    double excess = Math.max(1, Math.sqrt(chiSquare / Math.max(1, free)));
    Arrays.setAll(slopeErrors, i -> slopeErrors[i] * excess);
  }

  /** Returns the parabola about an exposure through its nearest; none if their light is equal. */
  private static Optional<PolynomialFit> parabola(double[] light, int i, double[] y) {
    double[] x = Arrays.stream(nearest(light, i)).mapToDouble(j -> light[j] - light[i]).toArray();
    int degree = Math.min(2, x.length - 1);
    double[] ones = new double[x.length];
    Arrays.fill(ones, 1);
    return Arrays.stream(x).distinct().count() <= degree
        ? Optional.empty()
        : Optional.of(PolynomialFit.of(x, y, ones, 0, degree));
  }

  private static int[] nearest(double[] light, int i) {
    int count = Math.min(NEAREST, light.length);
    int first = Math.clamp(i - count / 2, 0, light.length - count);
    return IntStream.range(first, first + count).toArray();
  }

  /** Returns dy/dH at an exposure [DN a photon, or DN/s], if light is known. */
  Optional<Estimate> incrementalGain(int i) {
    return slopeErrors[i] > 0 && Double.isFinite(slopes[i])
        ? Optional.of(around(slopes[i], slopeErrors[i]))
        : Optional.empty();
  }

  /**
   * Returns the signal-to-noise ratio of the light at an exposure up to saturation, if light is
   * known: clipped samples have hardly any noise, and would seem better than they are.
   */
  Optional<Estimate> signalToNoise(int i) {
    PairStatistics flat = data.flat(i);
    if (incrementalGain(i).isEmpty() || i > data.lastUnsaturated() || !(flat.variance() > 0)) {
      return Optional.empty();
    }
    double light = data.light(propagation.means()).orElseThrow()[i];
    double ratio = light * slopes[i] / Math.sqrt(flat.variance());
    double error =
        Math.hypot(
            light * slopeErrors[i] / Math.sqrt(flat.variance()),
            ratio * data.flatVarianceError(i) / flat.variance() / 2);
    return Optional.of(around(ratio, error));
  }

  /** Returns the incremental gain of the charge at an exposure below saturation [DN/e⁻]. */
  Optional<Estimate> systemGain(int i) {
    return Arrays.stream(fitted).anyMatch(each -> each == i)
        ? gainAt(signals[i])
        : Optional.empty();
  }

  private Optional<Estimate> gainAt(double signal) {
    return gain.map(fit -> redrawn(fit, signal, curves))
        .filter(RedrawnValues::isFinite)
        .map(RedrawnValues::interval);
  }

  private RedrawnValues redrawn(
      GainCurveFit fit, double signal, List<GainCurveFit.Drawn> underErrors) {
    RedrawnValues values = new RedrawnValues(fit.measured().gainAt(signal), curves.size());
    for (int i = 0; i < curves.size(); i++) {
      GainCurveFit.Drawn drawn = underErrors.get(i);
      values.set(
          i,
          drawn.value().gainAt(signal),
          drawn.unbiased().gainAt(signal),
          curves.get(i).unbiased().gainAt(signal));
    }
    return values;
  }

  /** Returns the budget of the gain of the least signals. */
  private Optional<UncertaintyBudget> initialGain(
      PropagateDistributions.Parts parts, RandomStream stream) {
    return gain.map(
            fit ->
                redrawn(
                    fit,
                    0,
                    propagation.isStated()
                        ? noises.stream()
                            .map(noise -> fit.drawn(noise, propagation.drawn(stream)))
                            .toList()
                        : curves))
        .filter(RedrawnValues::isFinite)
        .map(values -> values.budget(values.interval(), parts));
  }

  private static Optional<Estimate> interval(double value, double[] drawn) {
    return Double.isFinite(value) && Arrays.stream(drawn).allMatch(Double::isFinite)
        ? Optional.of(
            new Estimate(
                value,
                Math.min(value, ParametricBootstrap.quantile(drawn, 0.025)),
                Math.max(value, ParametricBootstrap.quantile(drawn, 0.975))))
        : Optional.empty();
  }

  private static Estimate around(double value, double error) {
    return new Estimate(value, value - REACH * error, value + REACH * error);
  }

  /** Returns the exposure of the largest ratio; −1 if there is none. */
  private int best() {
    int best = -1;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < data.size(); i++) {
      Optional<Estimate> ratio = signalToNoise(i);
      if (ratio.isPresent() && ratio.get().value() > largest) {
        largest = ratio.get().value();
        best = i;
      }
    }
    return best;
  }

  /** Returns the numbers with the intervals of their random part. */
  private Map<String, Estimate> random(int best, int first) {
    Map<String, Estimate> random = new LinkedHashMap<>();
    if (best >= 0) {
      random.put(SNR_MAX, signalToNoise(best).orElseThrow());
    }
    if (first >= 0) {
      double value = numbers(best, first, propagation.means()).get(THRESHOLD);
      double dark = darkFloor(first);
      double relative =
          Math.hypot(
              slopeErrors[first] / slopes[first],
              data.darkVarianceError(data.darkOf().get(first)) / dark / 2);
      if (relative < 1 / REACH) {
        Estimate least = around(value, relative * value);
        double brightest = data.light(propagation.means()).orElseThrow()[best];
        random.put(THRESHOLD, least);
        random.put(
            DYNAMIC_RANGE,
            least.with(brightest / value, brightest / least.high(), brightest / least.low()));
      }
    }
    return random;
  }

  /**
   * Returns the numbers under errors of the set-up. The threshold is the light H of SNR 1: H²g² =
   * σ²_dark + (σ₁² − σ²_dark)·H/H₁, with the least exposure's light H₁ and variance σ₁².
   */
  private Map<String, Double> numbers(int best, int first, SystematicErrors errors) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (best >= 0) {
      double[] light = data.light(errors).orElseThrow();
      double ratio = light[best] * slope(light, best) / Math.sqrt(data.flat(best).variance());
      numbers.put(SNR_MAX, ratio);
      if (first >= 0) {
        double dark = darkFloor(first);
        double slope = slope(light, first);
        double rise = Math.max(0, data.flat(first).variance() - dark) / light[first];
        double threshold =
            (rise + Math.sqrt(rise * rise + 4 * slope * slope * dark)) / (2 * slope * slope);
        numbers.put(THRESHOLD, threshold);
        numbers.put(DYNAMIC_RANGE, light[best] / threshold);
      }
    }
    gain.ifPresent(fit -> numbers.put(INITIAL_GAIN, fit.under(errors).gain()));
    return numbers;
  }

  private double slope(double[] light, int i) {
    double[] y = Arrays.stream(nearest(light, i)).mapToDouble(j -> signals[j]).toArray();
    return parabola(light, i, y).map(PolynomialFit::slope).orElse(Double.NaN);
  }

  private double darkFloor(int first) {
    return Math.max(data.dark(data.darkOf().get(first)).variance(), DarkNoiseFloor.LEAST_VARIANCE);
  }

  /** Returns the least exposure that shows light; −1 if the threshold is unknown. */
  private int first(int best) {
    return best < 0 || !data.hasPhotons() || !data.isDarkKnown() || data.lacksDarks()
        ? -1
        : IntStream.range(0, data.size())
            .filter(i -> signals[i] > 3 * signalError.applyAsDouble(i) && slopes[i] > 0)
            .findFirst()
            .orElse(-1);
  }

  /**
   * Returns the budgets of the numbers. Where errors of the set-up are stated, the random part is
   * drawn with them as a normal number.
   */
  Map<String, UncertaintyBudget> budgets(RandomStream stream) {
    int best = best();
    int first = first(best);
    Map<String, Estimate> random = random(best, first);
    Map<String, double[]> drawn = new LinkedHashMap<>();
    random.keySet().forEach(name -> drawn.put(name, new double[EmvaEvaluation.DRAWS]));
    for (int i = 0; propagation.isStated() && i < EmvaEvaluation.DRAWS; i++) {
      Map<String, Double> numbers = numbers(best, first, propagation.drawn(stream));
      double level = stream.nextGaussian();
      double light = stream.nextGaussian();
      int draw = i;
      random.forEach(
          (name, estimate) -> {
            // The range has the error of its threshold, upside down.
            Estimate of = name.equals(DYNAMIC_RANGE) ? random.get(THRESHOLD) : estimate;
            double number = name.equals(SNR_MAX) ? light : level;
            double factor = 1 + number * of.halfWidth() / REACH / of.value();
            drawn.get(name)[draw] =
                name.equals(DYNAMIC_RANGE)
                    ? numbers.get(name) / factor
                    : numbers.get(name) * factor;
          });
    }
    Map<String, PropagateDistributions.Parts> parts =
        propagation.parts(List.of(errors -> numbers(best, first, errors)));
    Map<String, UncertaintyBudget> budgets = new LinkedHashMap<>();
    random.forEach(
        (name, estimate) -> {
          List<Contribution> all = new ArrayList<>();
          double own = estimate.halfWidth() / REACH;
          all.add(Contribution.random(UncertaintyBudget.RANDOM, own));
          all.addAll(parts.get(name).stated());
          double[] every = drawn.get(name);
          budgets.put(
              name,
              new UncertaintyBudget(
                  propagation.isStated()
                      ? interval(estimate.value(), every).orElse(estimate)
                      : estimate,
                  propagation.isStated() ? ParametricBootstrap.deviation(every) : own,
                  all,
                  parts.get(name).notStated()));
        });
    if (gain.isPresent()) {
      initialGain(parts.get(INITIAL_GAIN), stream)
          .ifPresent(budget -> budgets.put(INITIAL_GAIN, budget));
    }
    return budgets;
  }

  /** Returns the numbers that the curves give. */
  GeneralCalibration summary(Map<String, UncertaintyBudget> budgets) {
    return new GeneralCalibration(
        Optional.ofNullable(budgets.get(SNR_MAX)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(THRESHOLD)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(DYNAMIC_RANGE)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(INITIAL_GAIN)).map(UncertaintyBudget::value),
        gain.flatMap(GainCurveFit::significant));
  }
}

package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.GainCurve;
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

/**
 * The formulas of EMVA 1288 Release 4.0 General for one channel, with no assumption of linearity.
 *
 * <p>The incremental gain g = dy/dH of the characteristic curve y(H) is the slope of a parabola
 * through the five nearest exposures; its error follows from theirs, times the scatter about the
 * parabolas. The signal-to-noise ratio of the light is SNR = H·g/σ_y.
 *
 * <p>The noise curve gives the incremental gain of the charge, K = dy/dN, if photon noise alone
 * grows with the light: σ_s² = K²N and dy = K dN give √N = ½∫₀^S ds/σ_s(s) and K = σ_s/√N ({@link
 * GainCurve}). σ_s² is the polynomial of {@link InitialSlope} over all exposures below saturation.
 */
final class GeneralEvaluation {
  private static final String SNR_MAX = "general.snrMax";
  private static final String THRESHOLD = "general.threshold";
  private static final String DYNAMIC_RANGE = "general.dynamicRange";
  private static final String INITIAL_GAIN = "general.initialGain";
  private static final int NEAREST = 5;
  private static final int DRAWS = 1000;
  private static final int KNOTS = 12;
  private static final int STEPS = 64;
  private static final double REACH = 1.959964;

  /** The standard errors beyond which a gain is not constant. */
  private static final double SIGNIFICANT = 5;

  /** A change of the gain that matters: that of the standard error of a pair of 80,000 pixels. */
  private static final double LEAST_CHANGE = 0.005;

  private final ChannelData data;
  private final IntToDoubleFunction signalError;
  private final IntToDoubleFunction scatter;
  private final PropagateDistributions propagation;
  private final double[] signals;
  private final double[] slopes;
  private final double[] slopeErrors;
  private final int[] noiseFit;
  private final Optional<InitialSlope> noise;
  private final List<double[]> gains = new ArrayList<>();
  private final double[] initial = new double[DRAWS];

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
    noiseFit = data.belowSaturation(hasIntercept);
    noise = noiseFit.length < NEAREST ? Optional.empty() : Optional.of(noise(hasIntercept));
    noise.ifPresent(fit -> redraw(fit, new ParametricBootstrap(stream)));
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

  private InitialSlope noise(boolean hasIntercept) {
    double[] x = at(signals);
    double[] y = at(data::shotVariance);
    double dark = data.dark(0).variance();
    double slope = Math.abs(LineFit.throughZero(x, y).slope());
    return InitialSlope.ofVariances(
        x,
        y,
        at(data::shotVarianceError),
        at(
            i ->
                Math.max(EmvaEvaluation.QUANTIZATION, dark + slope * Math.max(0, signals[i]))
                    / Math.sqrt(data.flat(i).pixels())),
        hasIntercept);
  }

  private double darkVariance(SystematicErrors errors) {
    return Math.max(0, data.dark(0).variance() - errors.roundingVariance());
  }

  private double[] at(double[] values) {
    return at(i -> values[i]);
  }

  private double[] at(IntToDoubleFunction values) {
    return Arrays.stream(noiseFit).mapToDouble(values::applyAsDouble).toArray();
  }

  /** Redraws the noise curve; first come the gains as measured. */
  private void redraw(InitialSlope fit, ParametricBootstrap draws) {
    double[] x = at(signals);
    gains.add(gains(fit.fit(x, at(data::shotVariance)), signals));
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] redrawn =
          at(i -> draws.normal(data.shotVariance(i), data.shotVarianceError(i) * fit.excess()));
      PolynomialFit curve = fit.fit(x, redrawn);
      gains.add(gains(curve, signals));
      initial[draw] = curve.initialGain(darkVariance(propagation.means()));
    }
  }

  /** Returns K at some signals; NaN where the photon noise is not above 0 all along. */
  private static double[] gains(PolynomialFit curve, double[] at) {
    double dark = curve.at(0);
    double[] gains = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      if (!(at[i] > 0)) {
        gains[i] = curve.slope();
        continue;
      }
      double step = Math.sqrt(at[i]) / STEPS;
      double integral = 0;
      for (int k = 0; k < STEPS; k++) {
        // With s = u², the integrand 2u/σ_s(u²) is smooth from u = 0 on.
        double u = (k + 0.5) * step;
        integral += 2 * u / Math.sqrt(curve.at(u * u) - dark) * step;
      }
      gains[i] = 2 * Math.sqrt(curve.at(at[i]) - dark) / integral;
    }
    return gains;
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
    if (noise.isEmpty() || Arrays.stream(noiseFit).noneMatch(fitted -> fitted == i)) {
      return Optional.empty();
    }
    double[] drawn = gains.stream().skip(1).mapToDouble(draw -> draw[i]).toArray();
    return interval(gains.getFirst()[i], drawn);
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
    noise
        .flatMap(
            fit -> interval(curve(fit).initialGain(darkVariance(propagation.means())), initial))
        .ifPresent(gain -> random.put(INITIAL_GAIN, gain));
    return random;
  }

  private PolynomialFit curve(InitialSlope fit) {
    return fit.fit(at(signals), at(data::shotVariance));
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
    noise.ifPresent(fit -> numbers.put(INITIAL_GAIN, curve(fit).initialGain(darkVariance(errors))));
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
      double charge = stream.nextGaussian();
      double light = stream.nextGaussian();
      int draw = i;
      random.forEach(
          (name, estimate) -> {
            // The range has the error of its threshold, upside down.
            Estimate of = name.equals(DYNAMIC_RANGE) ? random.get(THRESHOLD) : estimate;
            double number =
                switch (name) {
                  case SNR_MAX -> light;
                  case INITIAL_GAIN -> charge;
                  default -> level;
                };
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
    return budgets;
  }

  /** Returns the numbers that the curves give. */
  GeneralCalibration summary(Map<String, UncertaintyBudget> budgets) {
    return new GeneralCalibration(
        Optional.ofNullable(budgets.get(SNR_MAX)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(THRESHOLD)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(DYNAMIC_RANGE)).map(UncertaintyBudget::value),
        Optional.ofNullable(budgets.get(INITIAL_GAIN)).map(UncertaintyBudget::value),
        noise.flatMap(fit -> gainCurve(curve(fit))));
  }

  private Optional<GainCurve> gainCurve(PolynomialFit curve) {
    double end = Arrays.stream(at(signals)).max().orElseThrow();
    double[] knots = IntStream.rangeClosed(1, KNOTS).mapToDouble(k -> end * k / KNOTS).toArray();
    double[] relative =
        Arrays.stream(gains(curve, knots)).map(gain -> gain / curve.slope()).toArray();
    boolean isSignificant =
        noise.orElseThrow().significance() > SIGNIFICANT
            && Arrays.stream(relative).anyMatch(each -> Math.abs(each - 1) > LEAST_CHANGE)
            && Arrays.stream(relative).allMatch(each -> each > 0 && Double.isFinite(each));
    return isSignificant
        ? Optional.of(
            new GainCurve(
                Arrays.stream(knots).boxed().toList(), Arrays.stream(relative).boxed().toList()))
        : Optional.empty();
  }
}

package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final int NEAREST = 5;
  private static final int DRAWS = 200;
  private static final int KNOTS = 12;
  private static final int STEPS = 64;
  private static final double REACH = 1.959964;

  /** The standard errors beyond which a gain is not constant. */
  private static final double SIGNIFICANT = 5;

  /** A change of the gain that matters: that of the standard error of a pair of 80,000 pixels. */
  private static final double LEAST_CHANGE = 0.005;

  private final ChannelData data;
  private final IntToDoubleFunction signalError;
  private final double[] signals;
  private final double[] slopes;
  private final double[] slopeErrors;
  private final int[] noiseFit;
  private final Optional<InitialSlope> noise;
  private final List<double[]> gains = new ArrayList<>();
  private final double[] initial = new double[DRAWS];

  GeneralEvaluation(
      ChannelData data,
      IntToDoubleFunction signalError,
      boolean hasIntercept,
      RandomStream stream) {
    this.data = data;
    this.signalError = signalError;
    signals = IntStream.range(0, data.size()).mapToDouble(data::signal).toArray();
    slopes = new double[data.size()];
    slopeErrors = new double[data.size()];
    data.light().ifPresent(this::differentiate);
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
      int degree = Math.min(2, near.length - 1);
      if (degree < 1) {
        return;
      }
      double at = light[i];
      double[] x = Arrays.stream(near).mapToDouble(j -> light[j] - at).toArray();
      if (Arrays.stream(x).distinct().count() <= degree) {
        slopes[i] = Double.NaN;
        continue;
      }
      double[] y = Arrays.stream(near).mapToDouble(j -> signals[j]).toArray();
      double[] ones = new double[x.length];
      Arrays.fill(ones, 1);
      PolynomialFit fit = PolynomialFit.of(x, y, ones, 0, degree);
      slopes[i] = fit.slope();
      double variance = 0;
      for (int j = 0; j < x.length; j++) {
        double[] unit = new double[x.length];
        unit[j] = 1;
        PolynomialFit ofUnit = PolynomialFit.of(x, unit, ones, 0, degree);
        variance += Math.pow(ofUnit.slope() * signalError.applyAsDouble(near[j]), 2);
        free += near[j] == i ? 1 - ofUnit.at(0) : 0;
      }
      slopeErrors[i] = Math.sqrt(variance);
      chiSquare += Math.pow((signals[i] - fit.at(0)) / signalError.applyAsDouble(i), 2);
    }
    double scatter = Math.max(1, Math.sqrt(chiSquare / Math.max(1, free)));
    Arrays.setAll(slopeErrors, i -> slopeErrors[i] * scatter);
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

  private double darkVariance() {
    return Math.max(0, data.dark(0).variance() - EmvaEvaluation.QUANTIZATION);
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
      initial[draw] = curve.initialGain(darkVariance());
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
    double light = data.light().orElseThrow()[i];
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

  /** Returns the numbers that the curves give. */
  GeneralCalibration summary() {
    Optional<Estimate> best = Optional.empty();
    int at = -1;
    for (int i = 0; i < data.size(); i++) {
      Optional<Estimate> ratio = signalToNoise(i);
      if (ratio.isPresent() && (at < 0 || ratio.get().value() > best.orElseThrow().value())) {
        best = ratio;
        at = i;
      }
    }
    Optional<Estimate> threshold =
        at >= 0 && data.hasPhotons() && data.isDarkKnown() && !data.lacksDarks()
            ? threshold()
            : Optional.empty();
    double brightest = at < 0 ? 0 : data.light().orElseThrow()[at];
    PolynomialFit curve =
        noise.map(fit -> fit.fit(at(signals), at(data::shotVariance))).orElse(null);
    return new GeneralCalibration(
        best,
        threshold,
        threshold.map(
            least ->
                least.with(
                    brightest / least.value(), brightest / least.high(), brightest / least.low())),
        curve == null ? Optional.empty() : interval(curve.initialGain(darkVariance()), initial),
        curve == null ? Optional.empty() : gainCurve(curve));
  }

  /**
   * Returns the light H of SNR 1: H²g² = σ²_dark + (σ₁² − σ²_dark)·H/H₁, with the least exposure's
   * light H₁ and variance σ₁².
   */
  private Optional<Estimate> threshold() {
    int first =
        IntStream.range(0, data.size())
            .filter(i -> signals[i] > 3 * signalError.applyAsDouble(i) && slopes[i] > 0)
            .findFirst()
            .orElse(-1);
    if (first < 0) {
      return Optional.empty();
    }
    double dark =
        Math.max(data.dark(data.darkOf().get(first)).variance(), DarkNoiseFloor.LEAST_VARIANCE);
    double light = data.light().orElseThrow()[first];
    double slope = slopes[first];
    double rise = Math.max(0, data.flat(first).variance() - dark) / light;
    double value = (rise + Math.sqrt(rise * rise + 4 * slope * slope * dark)) / (2 * slope * slope);
    double relative =
        Math.hypot(
            slopeErrors[first] / slope,
            data.darkVarianceError(data.darkOf().get(first)) / dark / 2);
    return relative < 1 / REACH ? Optional.of(around(value, relative * value)) : Optional.empty();
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

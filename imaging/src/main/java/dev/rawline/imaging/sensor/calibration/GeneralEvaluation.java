package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final int NEAREST = 5;
  private static final int DRAWS = 200;
  private static final double REACH = 1.959964;

  private final ChannelData data;
  private final IntToDoubleFunction signalError;
  private final double[] signals;
  private final double[] slopes;
  private final double[] slopeErrors;
  private final int[] fitted;
  private final Optional<GainCurveFit> gain;
  private final List<GainCurveFit.Curve> curves = new ArrayList<>();

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
    fitted = data.belowSaturation(hasIntercept);
    gain =
        fitted.length < GainCurveFit.LEAST_EXPOSURES
            ? Optional.empty()
            : Optional.of(new GainCurveFit(data, fitted, signalError, hasIntercept));
    ParametricBootstrap draws = new ParametricBootstrap(stream);
    gain.ifPresent(
        fit -> curves.addAll(Stream.generate(() -> fit.drawn(draws)).limit(DRAWS).toList()));
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
    return Arrays.stream(fitted).anyMatch(each -> each == i)
        ? gainAt(signals[i])
        : Optional.empty();
  }

  private Optional<Estimate> gainAt(double signal) {
    return gain.flatMap(
        fit ->
            interval(
                fit.measured().gainAt(signal),
                curves.stream().mapToDouble(curve -> curve.gainAt(signal)).toArray()));
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
    return new GeneralCalibration(
        best,
        threshold,
        threshold.map(
            least ->
                least.with(
                    brightest / least.value(), brightest / least.high(), brightest / least.low())),
        gainAt(0),
        gain.flatMap(GainCurveFit::significant));
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
}

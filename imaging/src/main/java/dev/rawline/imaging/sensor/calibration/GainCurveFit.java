package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.LineFit;
import dev.rawline.imaging.numeric.PolynomialFit;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.uncertainty.SystematicErrors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The gain over the signal of one channel, from its exposures below saturation ({@link GainCurve}).
 *
 * <p>Where light is known, the mean has the shape of the gain: with the light H(S), a polynomial
 * over the signal, 1/ρ(S) = H′(S) / H′(0) and L(S) = (H(S) − H(0)) / H′(0). The variance has its
 * scale: σ² − σ²_dark − (ρ² − 1) K²σ_d² = K·F·ρ²L. Where it is not straight over ρ²L, F is what
 * bends it. Errors of H include the scatter of the lamp, with which the points agree with their
 * polynomial (Paule and Mandel, J. Res. Natl. Bur. Stand. 87, 377, 1982).
 *
 * <p>Where light is not known, photon noise is taken to be Poisson's, F = 1. Then it gives the
 * shape too: √N = ½∫₀^S ds/σ_s(s) and K = σ_s/√N.
 */
final class GainCurveFit {
  /** The exposures that a curve of the variance needs. */
  static final int LEAST_EXPOSURES = 5;

  /** The exposures that a curve of the light needs. */
  private static final int LEAST_LIGHTS = 8;

  private static final int KNOTS = 12;
  private static final int STEPS = 64;

  /** The standard errors beyond which a curve is not straight. */
  private static final double SIGNIFICANT = 5;

  /** A change of the gain that matters: that of the standard error of a pair of 80,000 pixels. */
  private static final double LEAST_CHANGE = 0.005;

  private final ChannelData data;
  private final int[] fitted;
  private final SystematicErrors means;
  private final double[] signals;
  private final double[] shot;
  private final double[] shotErrors;
  private final double[] lights;
  private final double[] lightErrors;
  private final Optional<InitialSlope> bend;
  private final InitialSlope noise;
  private final boolean hasFactor;

  /** The curve of one set of values: K(0), ρ(S) and F(S). */
  record Curve(double gain, DoubleUnaryOperator relativeGain, DoubleUnaryOperator noiseFactor) {
    double gainAt(double signal) {
      return gain * relativeGain.applyAsDouble(signal);
    }
  }

  /**
   * Takes the exposures.
   *
   * @param fitted the exposures below saturation, at least {@value #LEAST_EXPOSURES}
   * @param hasIntercept whether rounding hides the dark variance
   * @param means the means of the errors of the set-up
   */
  GainCurveFit(
      ChannelData data,
      int[] fitted,
      IntToDoubleFunction signalError,
      boolean hasIntercept,
      SystematicErrors means) {
    this.data = data;
    this.fitted = fitted;
    this.means = means;
    signals = at(fitted, data::signal);
    shot = at(fitted, data::shotVariance);
    shotErrors = at(fitted, data::shotVarianceError);
    double dark = data.dark(0).variance();
    lights = lights(means);
    lightErrors = lightErrors(signals, lights, at(fitted, signalError));
    bend = bend();
    Optional<PolynomialFit> light = light(lights);
    double[] x = noiseSignals(light);
    double[] y = noiseOfLight(light, shot, means);
    double slope = Math.abs(LineFit.throughZero(x, y).slope());
    double[] expected =
        at(
            fitted,
            i ->
                Math.max(means.roundingVariance(), dark + slope * Math.max(0, data.signal(i)))
                    / Math.sqrt(data.flat(i).pixels()));
    noise = InitialSlope.ofVariances(x, y, shotErrors, expected, hasIntercept);
    hasFactor =
        hasLight() && isNoiseBent() && matters(of(light, noise.fit(x, y), means).noiseFactor);
  }

  private static double[] at(int[] fitted, IntToDoubleFunction values) {
    return Arrays.stream(fitted).mapToDouble(values).toArray();
  }

  private double[] lights(SystematicErrors errors) {
    return data.light(errors).map(light -> at(fitted, i -> light[i])).orElse(new double[0]);
  }

  private double darkVariance(SystematicErrors errors) {
    return Math.max(0, data.dark(0).variance() - errors.roundingVariance());
  }

  private boolean hasLight() {
    return lights.length >= LEAST_LIGHTS;
  }

  /**
   * Returns the errors of light, at given signals, from those of signals and the lamp's scatter.
   */
  private static double[] lightErrors(double[] signals, double[] lights, double[] signalErrors) {
    if (lights.length < LEAST_LIGHTS) {
      return new double[0];
    }
    double perSignal = LineFit.throughZero(signals, lights).slope();
    int degree = 3;
    double lowest = 0;
    double highest = 1;
    double[] errors = new double[lights.length];
    for (int step = 0; step < 40; step++) {
      double scatter = (lowest + highest) / 2;
      Arrays.setAll(errors, i -> Math.hypot(signalErrors[i] * perSignal, scatter * lights[i]));
      double chiSquare =
          PolynomialFit.of(signals, lights, weights(errors), 0, degree)
              .chiSquare(signals, lights, errors);
      if (chiSquare > lights.length - degree - 1) {
        lowest = scatter;
      } else {
        highest = scatter;
      }
    }
    return errors;
  }

  private static double[] weights(double[] errors) {
    return DoubleStream.of(errors).map(error -> 1 / (error * error)).toArray();
  }

  /** Returns the fit of light over the signal, where that is significantly not straight. */
  private Optional<InitialSlope> bend() {
    if (!hasLight()) {
      return Optional.empty();
    }
    InitialSlope fit =
        InitialSlope.ofVariances(
            signals, lights, lightErrors, lightErrors, /* hasIntercept= */ true);
    PolynomialFit light = fit.fit(signals, lights);
    return fit.significance() > SIGNIFICANT
            && matters(signal -> light.slope() / light.slopeAt(signal))
        ? Optional.of(fit)
        : Optional.empty();
  }

  private boolean matters(DoubleUnaryOperator relative) {
    double[] values = DoubleStream.of(knots()).map(relative).toArray();
    return Arrays.stream(values).anyMatch(each -> Math.abs(each - 1) > LEAST_CHANGE)
        && Arrays.stream(values).allMatch(each -> each > 0 && Double.isFinite(each));
  }

  private double[] knots() {
    double end = Arrays.stream(signals).max().orElseThrow();
    return IntStream.rangeClosed(1, KNOTS).mapToDouble(k -> end * k / KNOTS).toArray();
  }

  private Optional<PolynomialFit> light(double[] values) {
    return bend.map(fit -> fit.fit(signals, values));
  }

  private static double relativeGain(Optional<PolynomialFit> light, double signal) {
    return light.isEmpty() ? 1 : light.get().slope() / light.get().slopeAt(signal);
  }

  /** Returns ρ²L, to which Poisson's variance is proportional [DN]. */
  private static double noiseSignal(Optional<PolynomialFit> light, double signal) {
    return light.isEmpty()
        ? signal
        : Math.pow(relativeGain(light, signal), 2)
            * (light.get().at(signal) - light.get().at(0))
            / light.get().slope();
  }

  private double[] noiseSignals(Optional<PolynomialFit> light) {
    return DoubleStream.of(signals).map(signal -> noiseSignal(light, signal)).toArray();
  }

  /** Returns the variances without what the bend of the response makes of the dark noise. */
  private double[] noiseOfLight(
      Optional<PolynomialFit> light, double[] variances, SystematicErrors errors) {
    double dark = darkVariance(errors);
    double[] all = new double[variances.length];
    Arrays.setAll(
        all, i -> variances[i] - (Math.pow(relativeGain(light, signals[i]), 2) - 1) * dark);
    return all;
  }

  /** Returns the curve of the values as measured. */
  Curve measured() {
    return under(means);
  }

  /** Returns the curve under errors of the set-up. */
  Curve under(SystematicErrors errors) {
    return drawn(light(lights(errors)), shot, errors).value;
  }

  /**
   * The curves of one draw.
   *
   * @param value as the value is found
   * @param unbiased with a noise factor in any case, so that the gain of the least signals has no
   *     bias from a curvature too small to be seen
   */
  record Drawn(Curve value, Curve unbiased) {}

  /** The random errors of one draw: those that are added to the light, and the variances. */
  @SuppressWarnings("ArrayRecordComponent") // many numbers, used in this package alone
  record Noise(double[] lights, double[] variances) {}

  /** Draws random errors. */
  Noise noise(ParametricBootstrap draws) {
    double[] variances = new double[shot.length];
    Arrays.setAll(variances, i -> draws.normal(shot[i], shotErrors[i] * noise.excess()));
    double[] added = new double[lightErrors.length];
    double excess = bend.map(InitialSlope::excess).orElse(1.0);
    Arrays.setAll(added, i -> draws.normal(0, lightErrors[i] * excess));
    return new Noise(added, variances);
  }

  /** Returns the curves of values with random errors, under errors of the set-up. */
  Drawn drawn(Noise random, SystematicErrors errors) {
    double[] actual = lights(errors);
    for (int i = 0; i < random.lights.length; i++) {
      actual[i] += random.lights[i];
    }
    return drawn(light(actual), random.variances, errors);
  }

  private Drawn drawn(Optional<PolynomialFit> light, double[] variances, SystematicErrors errors) {
    double[] x = noiseSignals(light);
    double[] y = noiseOfLight(light, variances, errors);
    Curve unbiased = of(light, noise.fit(x, y), errors);
    // Where light gives the shape and the variance is straight, photon noise is Poisson's.
    return new Drawn(
        !hasLight() || hasFactor
            ? unbiased
            : new Curve(
                noise.straight(x, y).slope(), signal -> relativeGain(light, signal), signal -> 1),
        unbiased);
  }

  private Curve of(Optional<PolynomialFit> light, PolynomialFit curve, SystematicErrors errors) {
    if (!hasLight()) {
      return new Curve(
          InitialSlope.gain(curve, darkVariance(errors)),
          signal -> gainOfNoise(curve, signal) / curve.slope(),
          signal -> 1);
    }
    return new Curve(
        curve.slope(),
        signal -> relativeGain(light, signal),
        signal -> {
          double linear = noiseSignal(light, signal);
          return (curve.at(linear) - curve.at(0)) / (curve.slope() * linear);
        });
  }

  /** Returns K at a signal; NaN where the photon noise is not above 0 all along. */
  private static double gainOfNoise(PolynomialFit curve, double signal) {
    if (!(signal > 0)) {
      return curve.slope();
    }
    double dark = curve.at(0);
    double step = Math.sqrt(signal) / STEPS;
    double integral = 0;
    for (int k = 0; k < STEPS; k++) {
      // With s = u², the integrand 2u/σ_s(u²) is smooth from u = 0 on.
      double u = (k + 0.5) * step;
      integral += 2 * u / Math.sqrt(curve.at(u * u) - dark) * step;
    }
    return 2 * Math.sqrt(curve.at(signal) - dark) / integral;
  }

  /** Returns the curve for a sensor, where the gain or the noise factor is not constant. */
  Optional<GainCurve> significant() {
    Curve curve = measured();
    boolean bends = hasLight() ? bend.isPresent() : isNoiseBent() && matters(curve.relativeGain);
    if (!bends && !hasFactor) {
      return Optional.empty();
    }
    return Optional.of(
        new GainCurve(
            DoubleStream.of(knots()).boxed().toList(),
            DoubleStream.of(knots()).map(curve.relativeGain).boxed().toList(),
            hasFactor
                ? DoubleStream.of(knots()).map(curve.noiseFactor).boxed().toList()
                : List.of()));
  }

  private boolean isNoiseBent() {
    return noise.significance() > SIGNIFICANT;
  }
}

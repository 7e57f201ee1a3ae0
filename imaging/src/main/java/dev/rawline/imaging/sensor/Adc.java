package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Parallel;
import java.util.List;
import java.util.Optional;

/**
 * Analogue-to-digital converter: converts charge to the digital numbers that a file stores.
 *
 * <p>out = 2^shift · ⌊clip(S + offset, 0, 2^bits − 1) + ½⌋ [DN], with the signal S = K · in, and
 * the gain K and the offset before the shift, in digital numbers of the converter; the shift
 * left-justifies them in a stored sample. Where the gain is a curve over the signal ({@link
 * GainCurve}), S = L⁻¹(K · in) and K is the gain without light.
 *
 * <p>Backwards with a straight-through estimator for the rounding: ∂L/∂in = 2^shift · ρ(S) · K ·
 * ∂L/∂out, ∂L/∂K = Σ 2^shift · ρ(S) · in · ∂L/∂out and ∂L/∂offset = Σ 2^shift · ∂L/∂out, over the
 * samples that were not clipped, 0 ≤ S + offset ≤ 2^bits − 1, with the relative gain ρ, 1 without a
 * curve; clipped samples have no gradient.
 *
 * <p>The raw image's calibration states the size of a sample, the black and the white level, the
 * sensor's name and the exposure time.
 *
 * <pre>{@code
 * RawImage raw = new Adc(spec, 0.01).apply(charge);
 * }</pre>
 *
 * @param spec the sensor, of which the gain and its curve, the offset, the bits and the full well
 *     are used
 * @param seconds the exposure time [s]
 */
@FileWord("adc")
public record Adc(SensorSpec spec, double seconds) implements Differentiable<Electrons, RawImage> {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.between(1e-9, Double.MAX_VALUE, "adc.gain", "DN/e⁻").fixed(),
        Parameter.between(0, Double.MAX_VALUE, "adc.offset", "DN").fixed());
  }

  @Override
  public double[] values() {
    return new double[] {spec.gain(), spec.offset()};
  }

  @Override
  public Adc with(double[] values) {
    return new Adc(spec.withConversion(values[0], values[1]), seconds);
  }

  @Override
  public RawImage apply(Electrons charge) {
    float[] samples = charge.samples().clone();
    int columns = charge.width();
    Parallel.forEach(Parallel.CORES, charge.height(), row -> row(samples, row * columns, columns));
    return raw(charge.width(), charge.height(), samples);
  }

  @Override
  public Pullback<Electrons, RawImage> pull(Electrons charge) {
    return new DefinedPullback<>(
        apply(charge),
        2,
        (cotangent, gradient) ->
            charge.with(back(charge.samples(), cotangent.samples(), gradient)));
  }

  /** Returns a raw image of stored samples. */
  RawImage raw(int width, int height, float[] samples) {
    String source = "sensor " + spec.name();
    Calibration calibration =
        new Calibration(
            spec.containerBits(),
            Optional.of(new SourcedValue<>(SiteValues.uniform(spec.storedOffset()), source)),
            Optional.of(new SourcedValue<>(spec.storedSaturation(), source)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourcedValue<>(spec.name(), source)),
            Optional.empty(),
            Optional.of(new SourcedValue<>(seconds, source)),
            Orientation.UPRIGHT);
    return new RawImage(width, height, spec.layout(), RawImage.Unit.DN, samples, calibration);
  }

  /** Converts the charge of one row, in place. */
  void row(float[] samples, int from, int columns) {
    float gain = (float) spec.gain();
    // Rounding half up is truncation after adding ½.
    float offset = (float) (spec.offset() + 0.5);
    float largest = spec.largestNumber() + 0.5f;
    float step = 1 << spec.shift();
    GainCurve curve = spec.response();
    if (!curve.isConstant()) {
      for (int i = from; i < from + columns; i++) {
        float number = (float) curve.signal(spec.gain() * samples[i]) + offset;
        samples[i] = step * (int) Math.max(0, Math.min(number, largest));
      }
      return;
    }
    for (int i = from; i < from + columns; i++) {
      float number = Math.fma(gain, samples[i], offset);
      samples[i] = step * (int) Math.max(0, Math.min(number, largest));
    }
  }

  private float[] back(float[] charge, float[] cotangent, double[] gradient) {
    double step = 1 << spec.shift();
    float[] input = new float[charge.length];
    GainCurve curve = spec.response();
    for (int i = 0; i < charge.length; i++) {
      double signal = curve.signal(spec.gain() * charge[i]);
      double number = signal + spec.offset();
      if (number >= 0 && number <= spec.largestNumber()) {
        double coming = step * cotangent[i];
        double bySignal = curve.relativeGainAt(signal) * coming;
        input[i] = (float) (spec.gain() * bySignal);
        gradient[0] += charge[i] * bySignal;
        gradient[1] += coming;
      }
    }
    return input;
  }
}

package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.GainCurve;

/**
 * Makes signals proportional to charge, or restores the camera's own: out = b + L(in − b), or b +
 * L⁻¹(in − b) [DN], with the linear signal L of the gain's curve ({@link GainCurve}). Where the
 * gain is constant, the mosaic is returned itself.
 *
 * <p>Backwards ∂out/∂in = 1 / ρ(in − b), or ρ of the result, with the relative gain ρ.
 *
 * <pre>{@code
 * RawImage linear = new SignalLinearization(readout, true).apply(raw); // proportional to light
 * }</pre>
 *
 * @param readout the read-out, of which black level and curve are used
 * @param linear whether signals become linear; otherwise they become the camera's own
 */
@FileWord("signal_linearization")
public record SignalLinearization(Readout readout, boolean linear)
    implements Differentiable<RawImage, RawImage> {

  @Override
  public RawImage apply(RawImage raw) {
    Readout.requireDigitalNumbers("signal_linearization", raw);
    GainCurve curve = readout.response();
    if (curve.isConstant()) {
      return raw;
    }
    float[] out = new float[raw.samples().length];
    for (int i = 0; i < out.length; i++) {
      double black = black(raw, i);
      double signal = raw.samples()[i] - black;
      out[i] = (float) (black + (linear ? curve.linear(signal) : curve.signal(signal)));
    }
    return raw.with(raw.unit(), out);
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    RawImage made = apply(raw);
    return new DefinedPullback<>(
        made,
        0,
        (cotangent, _) -> {
          float[] input = cotangent.samples().clone();
          float[] signals = (linear ? raw : made).samples();
          for (int i = 0; i < input.length; i++) {
            double ratio = readout.response().relativeGainAt(signals[i] - black(raw, i));
            input[i] *= (float) (linear ? 1 / ratio : ratio);
          }
          return raw.with(raw.unit(), input);
        });
  }

  private double black(RawImage raw, int place) {
    return readout.blackAt(raw.cfa(), place / raw.width(), place % raw.width());
  }
}

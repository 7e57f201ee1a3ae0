package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;

/**
 * Multiplies the signal of a mosaic, like another ISO setting of a camera: out = b + g · (in − b)
 * [DN].
 *
 * <p>Noise is scaled with the signal, without clipping or rounding: {@link Requantization} does
 * that. Backwards ∂out/∂in = g and ∂out/∂g = in − b.
 *
 * <pre>{@code
 * RawImage brighter = new SignalGain(2, SiteValues.uniform(64)).apply(raw);
 * }</pre>
 *
 * @param factor the gain g, without unit, above 0
 * @param black the level b of no charge [DN]
 */
@FileWord("signal_gain")
public record SignalGain(
    @Learnable(
            name = "signal_gain.factor",
            unit = "1",
            lowest = Float.MIN_NORMAL,
            highest = Float.MAX_VALUE)
        double factor,
    SiteValues black)
    implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "signal_gain";

  /**
   * Validates the factor.
   *
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public SignalGain {
    ParameterChecks.requireAbove(NAME + " factor", factor, "no unit", 0);
  }

  @Override
  public RawImage apply(RawImage raw) {
    Readout.requireDigitalNumbers(NAME, raw);
    float[] out = new float[raw.samples().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) plain(raw.samples()[i], blackAt(raw, i));
    }
    return raw.with(raw.unit(), out);
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        1,
        (cotangent, gradient) -> {
          float[] input = new float[raw.samples().length];
          for (int i = 0; i < input.length; i++) {
            float coming = cotangent.samples()[i];
            input[i] = (float) back(raw.samples()[i], blackAt(raw, i), coming, gradient);
          }
          return raw.with(raw.unit(), input);
        });
  }

  double plain(double sample, double level) {
    return level + factor * (sample - level);
  }

  double back(double sample, double level, double cotangent, double[] gradient) {
    gradient[0] += (sample - level) * cotangent;
    return factor * cotangent;
  }

  private double blackAt(RawImage raw, int place) {
    return black.at(raw.cfa().siteAt(place / raw.width(), place % raw.width()));
  }
}

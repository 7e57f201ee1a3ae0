package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;

/**
 * Quantizes levels like a converter: clipped, and rounded to one of its output values.
 *
 * <p>out = step · ⌊clip(in, 0, largest) / step + ½⌋ [DN]. Backwards straight through the rounding;
 * clipped samples have no gradient.
 *
 * <pre>{@code
 * RawImage rounded = new Requantization(readout).apply(raw);
 * }</pre>
 *
 * @param readout the read-out, of which step and largest value are used
 */
@FileWord("requantization")
public record Requantization(Readout readout) implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "requantization";

  @Override
  public RawImage apply(RawImage raw) {
    Readout.requireDigitalNumbers(NAME, raw);
    float[] stored = new float[raw.samples().length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = readout.stored(raw.samples()[i]);
    }
    return raw.with(raw.unit(), stored);
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        0,
        (cotangent, _) -> {
          float[] input = cotangent.samples().clone();
          for (int i = 0; i < input.length; i++) {
            input[i] = readout.holds(raw.samples()[i]) ? input[i] : 0;
          }
          return raw.with(raw.unit(), input);
        });
  }
}

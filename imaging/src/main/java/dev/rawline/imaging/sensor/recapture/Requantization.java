package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.RawImage;

/**
 * Stores levels as a converter does: clipped, and rounded to one of its numbers.
 *
 * <p>out = step · ⌊clip(in, 0, largest) / step + ½⌋ [DN]. Backwards straight through the rounding;
 * what is clipped passes nothing.
 *
 * @param readout whose step and largest number count
 */
public record Requantization(Readout readout) implements Differentiable<RawImage, RawImage> {
  private static final String NAME = "requantization";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Requantization with(double[] values) {
    return this;
  }

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

package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;

/**
 * Dark signal non-uniformity (DSNU): each pixel has its own read-out offset.
 *
 * <p>out(y, x) = in(y, x) + offset(y, x) [e⁻]. Backwards ∂L/∂in = ∂L/∂out. The offsets belong to
 * the device: they are not parameters.
 *
 * <pre>{@code
 * Electrons readOut = new DarkSignalNonUniformity(pattern).apply(charge);
 * }</pre>
 *
 * @param pattern the device's pattern, of the size of the charge
 */
@FileWord("dark_signal_non_uniformity")
public record DarkSignalNonUniformity(FixedPattern pattern) implements ChargeStage {

  @Override
  public void row(int row, float[] samples, int from, int columns) {
    float[] offset = pattern.darkSignal();
    int first = row * columns;
    for (int i = 0; i < columns; i++) {
      samples[from + i] += offset[first + i];
    }
  }

  @Override
  public void back(Electrons charge, float[] out, float[] cotangent, double[] gradient) {}
}

package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;

/**
 * Photo response non-uniformity (PRNU): the response to light differs from pixel to pixel.
 *
 * <p>out(y, x) = response(y, x) · in(y, x) [e⁻]; a dead pixel has the response 0. Backwards ∂L/∂in
 * = response · ∂L/∂out. The response belongs to the device: it is not a parameter.
 *
 * <pre>{@code
 * Electrons uneven = new PhotoResponseNonUniformity(pattern).apply(charge);
 * }</pre>
 *
 * @param pattern the device's pattern, of the size of the charge
 */
@FileWord("photo_response_non_uniformity")
public record PhotoResponseNonUniformity(FixedPattern pattern) implements ChargeStage {

  @Override
  public void row(int row, float[] samples, int from, int columns) {
    float[] response = pattern.photoResponse();
    int first = row * columns;
    for (int i = 0; i < columns; i++) {
      samples[from + i] *= response[first + i];
    }
  }

  @Override
  public void back(Electrons charge, float[] out, float[] cotangent, double[] gradient) {
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] *= pattern.photoResponse()[i];
    }
  }
}

package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Adds to the value of every pixel in the space of hue, saturation and value, which is clipped to
 * [0, 1] there.
 *
 * <p>It has no length parameter.
 *
 * @param more the added value, relative to full scale
 */
record Brightness(double more) implements Definition {
  static final Severities SEVERITIES =
      Severities.of(
          Brightness::new, List.of(0.1, 0.2, 0.3, 0.4, 0.5), List.of(0.05, 0.1, 0.15, 0.2, 0.3));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return Hsv.mapValue(picture, value -> DoubleImage.clip(value + more));
  }
}

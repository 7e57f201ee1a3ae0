package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Changes the saturation s of every pixel in the space of hue, saturation and value to a · s + b,
 * which is clipped to [0, 1].
 *
 * <p>Severities 1 and 2 make colours paler, the others stronger. It has no length parameter.
 *
 * @param factor a
 * @param more b
 */
record Saturate(double factor, double more) implements Definition {
  static final Severities SEVERITIES =
      new Severities(
          List.of(
              new Saturate(0.3, 0),
              new Saturate(0.1, 0),
              new Saturate(2, 0),
              new Saturate(5, 0.1),
              new Saturate(20, 0.2)),
          List.of(
              new Saturate(0.3, 0),
              new Saturate(0.1, 0),
              new Saturate(1.5, 0),
              new Saturate(2, 0.1),
              new Saturate(2.5, 0.2)));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return Hsv.mapSaturation(picture, saturation -> DoubleImage.clip(saturation * factor + more));
  }
}

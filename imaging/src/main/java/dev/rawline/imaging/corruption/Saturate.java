package dev.rawline.imaging.corruption;

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
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return Hsv.mapSaturation(picture, saturation -> DoubleImage.clip(saturation * factor + more));
  }
}

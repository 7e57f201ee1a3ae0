package dev.rawline.imaging.corruption;

/**
 * Adds to the value of every pixel in the space of hue, saturation and value, which is clipped to
 * [0, 1] there.
 *
 * <p>It has no length parameter.
 *
 * @param more the added value, relative to full scale
 */
record Brightness(double more) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return Hsv.mapValue(picture, value -> DoubleImage.clip(value + more));
  }
}

package dev.rawline.imaging.corruption;

/**
 * Brings every sample nearer to its colour's mean m over the picture: out = (in − m) · c + m.
 *
 * <p>It has no length parameter.
 *
 * @param factor c, 0 to 1
 */
record Contrast(double factor) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage flatter = picture.blank();
    for (int channel = 0; channel < picture.channels; channel++) {
      int from = picture.row(channel, 0);
      double sum = 0;
      for (int i = from; i < from + picture.area(); i++) {
        sum += picture.samples[i];
      }
      double mean = sum / picture.area();
      for (int i = from; i < from + picture.area(); i++) {
        flatter.samples[i] = (picture.samples[i] - mean) * factor + mean;
      }
    }
    return flatter;
  }
}

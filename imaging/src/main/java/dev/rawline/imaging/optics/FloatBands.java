package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Picture;

/** Lines stored in float32: those of a frame, or of a frame being built. */
final class FloatBands extends BandRows {
  final float[] samples;

  private FloatBands(int width, int height, float[] samples) {
    super(width, height);
    this.samples = samples;
  }

  /** Returns a frame's lines, without copying them. */
  static FloatBands of(Picture picture) {
    return new FloatBands(picture.width(), picture.height(), picture.samples());
  }

  /** Returns bands of zeros. */
  static FloatBands dark(int width, int height) {
    return new FloatBands(width, height, new float[Picture.CHANNELS * height * width]);
  }

  @Override
  void read(int line, double[] into) {
    int start = line * width;
    for (int column = 0; column < width; column++) {
      into[column] = samples[start + column];
    }
  }

  @Override
  void write(int line, double[] from) {
    int start = line * width;
    for (int column = 0; column < width; column++) {
      samples[start + column] = (float) from[column];
    }
  }
}

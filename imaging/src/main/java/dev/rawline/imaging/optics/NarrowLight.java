package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Picture;

/** Lines that are kept in float32: those of a frame, or those that become one. */
record NarrowLight(int width, int height, float[] samples) implements Lines {

  /** Returns a frame's lines, without copying them. */
  static NarrowLight of(Picture picture) {
    return new NarrowLight(picture.width(), picture.height(), picture.samples());
  }

  /** Returns darkness. */
  static NarrowLight dark(int width, int height) {
    return new NarrowLight(width, height, new float[Picture.CHANNELS * height * width]);
  }

  @Override
  public void read(int line, double[] into) {
    int start = line * width;
    for (int column = 0; column < width; column++) {
      into[column] = samples[start + column];
    }
  }

  @Override
  public void write(int line, double[] from) {
    int start = line * width;
    for (int column = 0; column < width; column++) {
      samples[start + column] = (float) from[column];
    }
  }
}

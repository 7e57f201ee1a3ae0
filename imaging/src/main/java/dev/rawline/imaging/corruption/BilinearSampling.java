package dev.rawline.imaging.corruption;

/** Reads a picture between its pixels, by bilinear interpolation. */
final class BilinearSampling {
  private BilinearSampling() {}

  /**
   * Writes the interpolated colours at a position of one picture to a pixel of another.
   *
   * @param row the position, which may be outside [px]
   * @param column the position, which may be outside [px]
   * @param pixel the pixel's number in reading order
   */
  static void read(
      DoubleImage from, double row, double column, BorderMode edge, DoubleImage to, int pixel) {
    double top = Math.floor(row);
    double left = Math.floor(column);
    double down = row - top;
    double right = column - left;
    int row1 = edge.index((int) top, from.height);
    int row2 = edge.index((int) top + 1, from.height);
    int column1 = edge.index((int) left, from.width);
    int column2 = edge.index((int) left + 1, from.width);
    for (int channel = 0; channel < from.channels; channel++) {
      int above = from.row(channel, row1);
      int below = from.row(channel, row2);
      double upper =
          (1 - right) * from.samples[above + column1] + right * from.samples[above + column2];
      double lower =
          (1 - right) * from.samples[below + column1] + right * from.samples[below + column2];
      to.samples[channel * to.area() + pixel] = (1 - down) * upper + down * lower;
    }
  }
}

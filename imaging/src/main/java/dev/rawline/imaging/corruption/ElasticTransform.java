package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * Applies a random affine transform, given by three points, then a smooth random displacement.
 *
 * <p>The points are the middle and two corners of a square about it, a third of the shorter side
 * from the middle; each moves by up to s along each axis (a picture below 3 px has no such square
 * and is not shifted). The displacement along each axis is uniform noise in (−1, 1), blurred by a
 * Gaussian of σ that is cut off at 3σ, times α (Simard, Steinkraus and Platt 2003). Both read the
 * picture by bilinear interpolation, mirrored beyond its edge.
 *
 * <p>s and σ are lengths, and so is the displacement: since a blur of shorter reach leaves more of
 * the noise, α is scaled such that the displacement's standard deviation is.
 *
 * @param alpha α [px]
 * @param sigma σ [px]
 * @param shift s [px]
 */
record ElasticTransform(double alpha, double sigma, double shift) implements Definition {
  private static final double CUT = 3;

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage shifted = shifted(picture, scale, random.stream(2 * picture.height));
    DoubleImage right = displacement(picture.width, picture.height, scale, random, 0);
    DoubleImage down = displacement(picture.width, picture.height, scale, random, picture.height);
    DoubleImage bent = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        int at = row * picture.width + column;
        interpolate(
            shifted,
            row + down.samples[at],
            column + right.samples[at],
            BorderMode.SYMMETRIC,
            bent,
            at);
      }
    }
    return bent;
  }

  /** Returns how far every pixel is moved along an axis [px]. */
  DoubleImage displacement(int width, int height, double scale, StageSeed random, int firstPart) {
    DoubleImage noise = new DoubleImage(1, height, width);
    for (int row = 0; row < height; row++) {
      RandomStream stream = random.stream(firstPart + row);
      for (int column = 0; column < width; column++) {
        noise.samples[row * width + column] = 2 * stream.nextUniform() - 1;
      }
    }
    double[] weights = SeparableBlur.gaussian(sigma * scale, CUT);
    double left =
        SeparableBlur.energy(weights) / SeparableBlur.energy(SeparableBlur.gaussian(sigma, CUT));
    double strength = alpha * scale / left;
    return SeparableBlur.of(noise, weights, BorderMode.SYMMETRIC).map(sample -> strength * sample);
  }

  private DoubleImage shifted(DoubleImage picture, double scale, RandomStream random) {
    int square = Math.min(picture.width, picture.height) / 3;
    if (square == 0) {
      return picture;
    }
    double x = Math.floorDiv(picture.width, 2);
    double y = Math.floorDiv(picture.height, 2);
    double most = shift * scale;
    // To where the corners of the square about (x, y) go: both beyond, beyond and before, both
    // before.
    double x1 = x + square + most * (2 * random.nextUniform() - 1);
    double y1 = y + square + most * (2 * random.nextUniform() - 1);
    double x2 = x + square + most * (2 * random.nextUniform() - 1);
    double y2 = y - square + most * (2 * random.nextUniform() - 1);
    double x3 = x - square + most * (2 * random.nextUniform() - 1);
    double y3 = y - square + most * (2 * random.nextUniform() - 1);
    // The picture's axes, a step of one pixel each, go to (xx, yx) and (xy, yy).
    double xx = (x2 - x3) / (2 * square);
    double yx = (y2 - y3) / (2 * square);
    double xy = (x1 - x2) / (2 * square);
    double yy = (y1 - y2) / (2 * square);
    double determinant = xx * yy - xy * yx;
    if (determinant == 0) {
      return picture;
    }
    DoubleImage shifted = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        double dx = column - x3;
        double dy = row - y3;
        double fromColumn = x - square + (yy * dx - xy * dy) / determinant;
        double fromRow = y - square + (xx * dy - yx * dx) / determinant;
        int at = row * picture.width + column;
        interpolate(picture, fromRow, fromColumn, BorderMode.MIRROR, shifted, at);
      }
    }
    return shifted;
  }

  /**
   * Writes the interpolated colours at a position of one picture to a pixel of another.
   *
   * @param row the position, which may be outside [px]
   * @param column the position, which may be outside [px]
   * @param pixel the pixel's number in reading order
   */
  private static void interpolate(
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

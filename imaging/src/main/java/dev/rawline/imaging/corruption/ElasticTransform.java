package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;
import java.util.List;

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
  static final Severities SEVERITIES =
      new Severities(
          // 244 as published, which was to be 224.
          List.of(
              ofSide(244, 2, 0.7, 0.1),
              ofSide(244, 2, 0.08, 0.2),
              ofSide(244, 0.05, 0.01, 0.02),
              ofSide(244, 0.07, 0.01, 0.02),
              ofSide(244, 0.12, 0.01, 0.02)),
          List.of(
              ofSide(32, 0, 0, 0.08),
              ofSide(32, 0.05, 0.2, 0.07),
              ofSide(32, 0.08, 0.06, 0.06),
              ofSide(32, 0.1, 0.04, 0.05),
              ofSide(32, 0.1, 0.03, 0.03)));

  private static final double CUT = 3;

  private static ElasticTransform ofSide(double side, double alpha, double sigma, double shift) {
    return new ElasticTransform(side * alpha, side * sigma, side * shift);
  }

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage shifted = shifted(picture, scale, random.stream(2 * picture.height));
    DoubleImage right = displacement(picture.width, picture.height, scale, random, 0);
    DoubleImage down = displacement(picture.width, picture.height, scale, random, picture.height);
    DoubleImage bent = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      for (int column = 0; column < picture.width; column++) {
        int at = row * picture.width + column;
        BilinearSampling.read(
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
        BilinearSampling.read(picture, fromRow, fromColumn, BorderMode.MIRROR, shifted, at);
      }
    }
    return shifted;
  }
}

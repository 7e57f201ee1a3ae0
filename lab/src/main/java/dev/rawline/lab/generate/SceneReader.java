package dev.rawline.lab.generate;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.WhiteBalance;

/**
 * RawImage → the radiance of its scene relative to white, on a coarser square grid.
 *
 * <p>The camera is undone as far as it is known: black level, colour filters (bilinear), white
 * balance and colour matrix, whose result is the radiance of three bands relative to a white
 * surface ({@link dev.rawline.imaging.camera.ColourProfile}). The largest square in the middle of
 * the frame is averaged over equal areas, which divides the variance of the noise by the number of
 * pixels in one.
 *
 * @param camera the camera that recorded
 * @param side columns and rows of the radiance [px]
 */
record SceneReader(Camera camera, int side) {
  private static final int BANDS = 3;

  /**
   * Returns the radiance (band, row, column).
   *
   * @throws IllegalArgumentException if the frame is smaller than the grid
   */
  float[] radiance(RawImage raw) {
    LinearRgb colours =
        new ColourCorrection(camera.colourMatrix())
            .apply(
                new WhiteBalance(camera.whiteBalance())
                    .apply(
                        Bilinear.DEFAULT.apply(
                            new BlackLevel(camera.blackLevel()).apply(camera.normalise(raw)))));
    int square = square(raw.width(), raw.height());
    float[] radiance = new float[BANDS * side * side];
    for (int band = 0; band < BANDS; band++) {
      int plane = band * raw.width() * raw.height();
      areaMeans(
          (row, column) -> colours.samples()[plane + row * raw.width() + column],
          square,
          (raw.height() - square) / 2,
          (raw.width() - square) / 2,
          radiance,
          band * side * side);
    }
    return radiance;
  }

  /** Returns the share of every pixel that objects cover, scaled to −1 (none) to 1 (all). */
  float[] coverage(Mask mask) {
    int square = square(mask.width(), mask.height());
    float[] covered = new float[side * side];
    areaMeans(
        (row, column) -> mask.at(row, column) == 0 ? -1 : 1,
        square,
        (mask.height() - square) / 2,
        (mask.width() - square) / 2,
        covered,
        0);
    return covered;
  }

  /** Returns the side of the largest square in the middle of a frame [px]. */
  int square(int width, int height) {
    int square = Math.min(width, height);
    if (square < side) {
      throw new IllegalArgumentException(
          "the frame has %d×%d px: expected at least %d×%<d, the size of the scenes"
              .formatted(width, height, side));
    }
    return square;
  }

  /** What is averaged. */
  private interface Plane {
    double at(int row, int column);
  }

  /**
   * Averages a square over equal areas; pixels that two areas share count by their part in each.
   */
  private void areaMeans(Plane plane, int square, int top, int left, float[] into, int at) {
    double step = (double) square / side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double sum = 0;
        for (int y = (int) (row * step); y < Math.min(square, (row + 1) * step); y++) {
          double high = Math.min(y + 1, (row + 1) * step) - Math.max(y, row * step);
          for (int x = (int) (column * step); x < Math.min(square, (column + 1) * step); x++) {
            double wide = Math.min(x + 1, (column + 1) * step) - Math.max(x, column * step);
            sum += high * wide * plane.at(top + y, left + x);
          }
        }
        into[at + row * side + column] = (float) (sum / (step * step));
      }
    }
  }
}

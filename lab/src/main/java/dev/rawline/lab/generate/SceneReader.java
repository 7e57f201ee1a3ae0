package dev.rawline.lab.generate;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.optics.Resampling;
import java.util.Arrays;

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
    return square(colours.samples(), raw.width(), raw.height(), side);
  }

  /** Returns the share of every pixel that objects cover, scaled to −1 (none) to 1 (all). */
  float[] coverage(Mask mask) {
    int area = mask.width() * mask.height();
    float[] covered = new float[BANDS * area]; // resampling takes three bands
    for (int i = 0; i < covered.length; i++) {
      covered[i] = mask.kinds()[i % area] == 0 ? -1 : 1;
    }
    return Arrays.copyOf(square(covered, mask.width(), mask.height(), side), side * side);
  }

  /**
   * Returns the largest square in the middle of three bands, averaged over equal areas.
   *
   * @param bands (band, row, column)
   * @throws IllegalArgumentException if a side is smaller than that of the result
   */
  static float[] square(float[] bands, int width, int height, int side) {
    int square = Math.min(width, height);
    if (square < side) {
      throw new IllegalArgumentException(
          "the frame has %d×%d px: expected at least %d×%<d, the size of the scenes"
              .formatted(width, height, side));
    }
    return new Resampling(side, side, (double) square / side)
        .apply(new Radiance(width, height, 1, bands))
        .samples();
  }
}

package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Optional;

/**
 * The fixed pattern of one device (PRNU and DSNU), as far as ordinary images show it.
 *
 * <p>The residual of a pixel is the mean over images of its deviation from the mean of its four
 * nearest neighbours of the same colour, at most {@value #MOST} standard deviations of noise and
 * texture. Images are assigned to two halves alternately: noise and scenes differ between the
 * halves, so the covariance of their residuals is an unbiased estimate of the variance of the
 * pattern. It may be negative if there is no pattern. Neighbours have patterns too: the covariance
 * is 5/4 of the pixels'.
 *
 * <p>Two numbers a pixel are stored.
 */
public final class FixedPatternResidual {
  private static final double MOST = 3;
  private static final double WITH_NEIGHBOURS = 1.25;
  private static final int SIDE = SampleCounts.SIDE;

  private final int width;
  private final int height;
  private final float[][] halves = new float[2][];
  private int images;

  /**
   * Starts with no image.
   *
   * @param width the device's columns [px]
   * @param height the device's rows [px]
   * @throws IllegalArgumentException if there are fewer than 16 rows or columns
   */
  public FixedPatternResidual(int width, int height) {
    if (width < 2 * SIDE || height < 2 * SIDE) {
      throw new IllegalArgumentException(
          "the device has %d×%d pixels: expected at least %d×%d (px)"
              .formatted(width, height, 2 * SIDE, 2 * SIDE));
    }
    this.width = width;
    this.height = height;
    halves[0] = new float[width * height];
    halves[1] = new float[width * height];
  }

  /**
   * Adds the deviations of one more image.
   *
   * @throws IllegalArgumentException if it has another size
   */
  public void add(NeighbourDeviations around) {
    RawImage image = around.image();
    DefectSearch.requireSize(image, width, height);
    float[] half = halves[images++ % 2];
    float[] samples = image.samples();
    for (int row = 0; row < height; row++) {
      int up = (row < 2 ? row + 2 : row - 2) * width;
      int here = row * width;
      int down = (row >= height - 2 ? row - 2 : row + 2) * width;
      for (int column = 0; column < width; column++) {
        int left = column < 2 ? column + 2 : column - 2;
        int right = column >= width - 2 ? column - 2 : column + 2;
        float mean =
            (samples[up + column]
                    + samples[here + left]
                    + samples[here + right]
                    + samples[down + column])
                / 4;
        double most = MOST * around.scale(row, column);
        half[here + column] += (float) Math.clamp(samples[here + column] - mean, -most, most);
      }
    }
  }

  /**
   * Returns the standard deviation of the pattern [DN], negative if its variance is; absent with
   * fewer than two images. The interval comes from the differences of 8×8 blocks of the device.
   */
  public Optional<Estimate> deviation() {
    if (images < 2) {
      return Optional.empty();
    }
    int first = (images + 1) / 2;
    int second = images / 2;
    double[] blocks = new double[SIDE * SIDE];
    double mean = 0;
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] = product(halves[0], halves[1], block) / first / second / WITH_NEIGHBOURS;
      mean += blocks[block] / blocks.length;
    }
    return Optional.of(
        ConfidenceIntervals.aboutRoot(mean, ConfidenceIntervals.error(blocks), blocks.length - 1));
  }

  /** Returns the mean product of two maps in a block. */
  private double product(float[] one, float[] other, int block) {
    int top = SampleCounts.row(block / SIDE, height);
    int bottom = SampleCounts.row(block / SIDE + 1, height);
    int left = block % SIDE * width / SIDE;
    int right = (block % SIDE + 1) * width / SIDE;
    double sum = 0;
    for (int row = top; row < bottom; row++) {
      for (int i = row * width + left; i < row * width + right; i++) {
        sum += (double) one[i] * other[i];
      }
    }
    return sum / ((double) (bottom - top) * (right - left));
  }
}

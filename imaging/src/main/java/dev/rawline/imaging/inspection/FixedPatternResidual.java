package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Estimate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The fixed pattern of one device (PRNU and DSNU), as far as ordinary images show it.
 *
 * <p>The residual of a pixel is the mean over images of its deviation from the mean of its four
 * nearest neighbours of the same colour, at most {@value #MOST} standard deviations of noise and
 * texture. Images are assigned to two halves: noise and scenes differ between the halves, so the
 * covariance of their residuals is an unbiased estimate of the variance of the pattern. It may be
 * negative if there is no pattern. Neighbours have patterns too: the covariance is 5/4 of the
 * pixels'.
 *
 * <p>Two numbers a pixel are stored: whole numbers of {@code 1/}{@value #UNIT} DN, so that the sums
 * do not depend on the order of the images, nor on how they are divided among residuals that are
 * added afterwards.
 */
public final class FixedPatternResidual {
  private static final double MOST = 3;
  private static final double WITH_NEIGHBOURS = 1.25;
  private static final int SIDE = SampleCounts.SIDE;

  /** The mean of four whole numbers is a whole number of quarters. */
  private static final int UNIT = 4;

  private final int width;
  private final int height;
  private final int[][] halves = new int[2][];
  private final int[] images = new int[2];

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
    halves[0] = new int[width * height];
    halves[1] = new int[width * height];
  }

  /**
   * Adds the deviations of one more image.
   *
   * @param number the number of the image; even and odd ones are the two halves
   * @throws IllegalArgumentException if it has another size
   */
  public void add(NeighbourDeviations around, int number) {
    RawImage image = around.image();
    DefectSearch.requireSize(image.width(), image.height(), width, height);
    int[] half = halves[number % 2];
    images[number % 2]++;
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
        double residual = Math.clamp(samples[here + column] - mean, -most, most);
        half[here + column] = DefectSearch.sum(half[here + column], Math.round(UNIT * residual));
      }
    }
  }

  /**
   * Adds the images of another residual of the same device.
   *
   * @throws IllegalArgumentException if they have another size
   */
  public void add(FixedPatternResidual other) {
    DefectSearch.requireSize(other.width, other.height, width, height);
    for (int half = 0; half < halves.length; half++) {
      for (int i = 0; i < halves[half].length; i++) {
        halves[half][i] = DefectSearch.sum(halves[half][i], other.halves[half][i]);
      }
      images[half] += other.images[half];
    }
  }

  /** Writes what was added, for {@link #read}. */
  public void write(DataOutput to) throws IOException {
    to.writeInt(width);
    to.writeInt(height);
    for (int half = 0; half < halves.length; half++) {
      to.writeInt(images[half]);
      for (int sum : halves[half]) {
        to.writeInt(sum);
      }
    }
  }

  /** Reads a residual that {@link #write} wrote. */
  public static FixedPatternResidual read(DataInput from) throws IOException {
    FixedPatternResidual residual = new FixedPatternResidual(from.readInt(), from.readInt());
    for (int half = 0; half < residual.halves.length; half++) {
      residual.images[half] = from.readInt();
      for (int i = 0; i < residual.halves[half].length; i++) {
        residual.halves[half][i] = from.readInt();
      }
    }
    return residual;
  }

  /**
   * Returns the standard deviation of the pattern [DN], negative if its variance is; absent if one
   * half has no image. The interval comes from the differences of 8×8 blocks of the device.
   */
  public Optional<Estimate> deviation() {
    if (images[0] == 0 || images[1] == 0) {
      return Optional.empty();
    }
    double[] blocks = new double[SIDE * SIDE];
    double mean = 0;
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] =
          product(halves[0], halves[1], block) / images[0] / images[1] / WITH_NEIGHBOURS;
      mean += blocks[block] / blocks.length;
    }
    return Optional.of(
        ConfidenceIntervals.aboutRoot(mean, ConfidenceIntervals.error(blocks), blocks.length - 1));
  }

  /** Returns the mean product of two maps in a block [DN²]. */
  private double product(int[] one, int[] other, int block) {
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
    return sum / UNIT / UNIT / ((double) (bottom - top) * (right - left));
  }
}

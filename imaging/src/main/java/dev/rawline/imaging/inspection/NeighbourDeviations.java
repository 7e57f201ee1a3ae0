package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.util.Arrays;
import java.util.Optional;

/**
 * The deviation of each pixel of an image from the median of its eight neighbours of the same
 * colour, and its expected standard deviation.
 *
 * <p>Beyond the border the row or column of the pixel itself is repeated: with a mirrored border
 * three of every four neighbours would be further inside, and an edge along the border would appear
 * as a line of defects. The expected deviation is scale² = 5/4 · noise² at the neighbours' median +
 * texture², where texture² is what the spread of the neighbours, their second to their seventh over
 * 1.7, exceeds noise² by.
 */
public final class NeighbourDeviations {
  /** The expected distance of the second and seventh of eight standard normal numbers. */
  private static final double SPREAD = 1.7;

  /** The variance of a number minus the median of eight others, per variance. */
  private static final double WITH_MEDIAN = 1.25;

  private static final int COUNT = 8;

  private final RawImage image;
  private final float[] deviations;
  private final float[] scales;

  private NeighbourDeviations(RawImage image, float[] deviations, float[] scales) {
    this.image = image;
    this.deviations = deviations;
    this.scales = scales;
  }

  /**
   * Computes the deviations of an image.
   *
   * @param inspector the stated camera parameters
   */
  public static NeighbourDeviations of(RawImage image, Inspector inspector) {
    int width = image.width();
    int height = image.height();
    float[] deviations = new float[width * height];
    float[] medians = new float[width * height];
    float[] spreads = new float[width * height];
    float[] samples = image.samples();
    float[] around = new float[COUNT];
    for (int row = 0; row < height; row++) {
      int up = (row < 2 ? row : row - 2) * width;
      int here = row * width;
      int down = (row >= height - 2 ? row : row + 2) * width;
      for (int column = 0; column < width; column++) {
        int left = column < 2 ? column : column - 2;
        int right = column >= width - 2 ? column : column + 2;
        around[0] = samples[up + left];
        around[1] = samples[up + column];
        around[2] = samples[up + right];
        around[3] = samples[here + left];
        around[4] = samples[here + right];
        around[5] = samples[down + left];
        around[6] = samples[down + column];
        around[7] = samples[down + right];
        Arrays.sort(around);
        int at = here + column;
        medians[at] = (around[3] + around[4]) / 2;
        spreads[at] = around[6] - around[1];
        deviations[at] = samples[at] - medians[at];
      }
    }
    Optional<ImageNoise> noise = inspector.patches(image).noise();
    ImageNoise line = noise.orElse(null);
    double everywhere = noise.isPresent() ? 0 : everywhere(deviations);
    double least = inspector.step() * inspector.step() / 12.0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        Cfa.Site site = image.cfa().siteAt(row, column);
        double signal = medians[at] - inspector.black().at(site);
        double variance = Math.max(line == null ? everywhere : line.variance(signal), least);
        double spread = spreads[at] / SPREAD;
        double texture = Math.max(0, spread * spread - variance);
        spreads[at] = (float) Math.sqrt(WITH_MEDIAN * variance + texture);
      }
    }
    return new NeighbourDeviations(image, deviations, spreads);
  }

  /** Returns a robust variance of all deviations, for use without a noise-level function. */
  private static double everywhere(float[] deviations) {
    float[] sorted = new float[deviations.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(deviations[i]);
    }
    Arrays.sort(sorted);
    double deviation = 1.4826 * sorted[sorted.length / 2];
    return deviation * deviation / WITH_MEDIAN;
  }

  /** Returns the image. */
  public RawImage image() {
    return image;
  }

  /** Returns the deviation of a pixel from its neighbours [DN]. */
  float deviation(int row, int column) {
    return deviations[row * image.width() + column];
  }

  /** Returns the expected standard deviation of that [DN]. */
  float scale(int row, int column) {
    return scales[row * image.width() + column];
  }
}

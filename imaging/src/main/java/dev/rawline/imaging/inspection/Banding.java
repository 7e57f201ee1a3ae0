package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.util.Arrays;
import java.util.Optional;

/**
 * Banding: the offset that all pixels of a row, or a column, share.
 *
 * <p>For each line, the difference from the mean of the adjacent lines of the same colours is
 * computed, limited to 3 standard deviations of noise per pixel, and averaged over each of up to 16
 * groups of neighbouring pixels along the line. Pixel noise differs from group to group, the line's
 * offset does not: the mean product of different groups is its variance, without bias, 3/2 times as
 * large as the line's own. Groups where the lines on either side differ by more than noise
 * explains, or half of all groups do, are on an edge and are excluded; that difference is
 * independent of the line between.
 */
final class Banding {
  private static final int GROUPS = 16;
  private static final int LEAST_GROUP = 8;
  private static final int LARGEST_GROUP = 32;
  private static final int BLOCKS = 16;
  private static final double CLIP = 3;
  private static final double WITH_NEIGHBOURS = 1.5;

  private final RawImage image;
  private final SiteValues black;
  private final ImageNoise noise;

  /** The index distance between samples of neighbouring lines, and along one line. */
  private final int lineStride;

  private final int alongStride;
  private final int lines;
  private final int groups;
  private final int group;
  private final int spacing;

  private Banding(RawImage image, SiteValues black, ImageNoise noise, boolean columns) {
    this.image = image;
    this.black = black;
    this.noise = noise;
    lineStride = columns ? 1 : image.width();
    alongStride = columns ? image.width() : 1;
    lines = columns ? image.width() : image.height();
    int along = columns ? image.height() : image.width();
    groups = Math.min(GROUPS, along / LEAST_GROUP);
    spacing = along / groups & -2;
    group = Math.min(LARGEST_GROUP, spacing);
  }

  /** Returns the standard deviation that columns, or else rows, share [DN]. */
  static Optional<Estimate> of(
      RawImage image, SiteValues black, ImageNoise noise, boolean columns) {
    return new Banding(image, black, noise, columns).estimate();
  }

  private Optional<Estimate> estimate() {
    double[][] shared = new double[lines][groups];
    double[][] apart = new double[lines][groups];
    for (int line = 2; line < lines - 2; line++) {
      for (int each = 0; each < groups; each++) {
        measure(line, each, shared, apart);
      }
    }
    double[] sizes =
        Arrays.stream(apart, 2, lines - 2).flatMapToDouble(Arrays::stream).sorted().toArray();
    double most = Math.max(2, sizes[sizes.length / 2]);
    double[] sums = new double[BLOCKS];
    double[] pairs = new double[BLOCKS];
    for (int line = 2; line < lines - 2; line++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int each = 0; each < groups; each++) {
        if (apart[line][each] <= most) {
          sum += shared[line][each];
          squares += shared[line][each] * shared[line][each];
          count++;
        }
      }
      int block = (int) ((long) line * BLOCKS / lines);
      sums[block] += sum * sum - squares;
      pairs[block] += (double) count * (count - 1);
    }
    double all = Arrays.stream(pairs).sum();
    if (!(all > 0)) {
      return Optional.empty();
    }
    double variance = Arrays.stream(sums).sum() / all;
    double squares = 0;
    for (int block = 0; block < BLOCKS; block++) {
      double rest = sums[block] - variance * pairs[block];
      squares += rest * rest;
    }
    double error = Math.sqrt(squares * BLOCKS / (BLOCKS - 1)) / all;
    return Optional.of(
        ConfidenceIntervals.aboutRoot(
            variance / WITH_NEIGHBOURS, error / WITH_NEIGHBOURS, BLOCKS - 1));
  }

  /**
   * Measures a group: its common offset [DN], and the difference of its neighbours in standard
   * errors.
   */
  private void measure(int line, int each, double[][] shared, double[][] apart) {
    float[] samples = image.samples();
    int from = line * lineStride + each * spacing * alongStride;
    double level = 0;
    for (int i = 0; i < group; i++) {
      level += samples[from + i * alongStride];
    }
    double variance = noise.variance(level / group - black.mean());
    double most = CLIP * Math.sqrt(WITH_NEIGHBOURS * variance);
    double sum = 0;
    double difference = 0;
    for (int i = 0; i < group; i++) {
      int at = from + i * alongStride;
      double before = samples[at - 2 * lineStride];
      double after = samples[at + 2 * lineStride];
      sum += Math.clamp(samples[at] - (before + after) / 2, -most, most);
      difference += after - before;
    }
    shared[line][each] = sum / group;
    apart[line][each] = Math.abs(difference) / Math.sqrt(2 * variance * group);
  }
}

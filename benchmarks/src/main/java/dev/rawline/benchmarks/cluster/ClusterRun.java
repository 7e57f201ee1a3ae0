package dev.rawline.benchmarks.cluster;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that renders the twelve views of a data set on a cluster of this machine's processors,
 * and how long it took.
 *
 * @param images how many the data set has
 * @param side of each, square [px]
 * @param partitions into how many shares it is split
 * @param slots how many shares run at once
 * @param fitted whether the model may use it; else it checks the model
 * @param seconds the median time of the rounds [s]; NaN until it is measured
 * @param spread the distance between the shortest and the longest [s]
 * @param written what it wrote [bytes]
 */
record ClusterRun(
    int images,
    int side,
    int partitions,
    int slots,
    boolean fitted,
    double seconds,
    double spread,
    double written) {
  static final String HEADS = "images;side_px;partitions;slots;fitted;seconds;spread;written_bytes";

  /** Returns a run that is not measured yet. */
  static ClusterRun planned(int images, int side, int partitions, int slots, boolean fitted) {
    return new ClusterRun(
        images, side, partitions, slots, fitted, Double.NaN, Double.NaN, Double.NaN);
  }

  ClusterRun measured(double seconds, double spread, double written) {
    return new ClusterRun(images, side, partitions, slots, fitted, seconds, spread, written);
  }

  /** Returns the pixels of an image. */
  double pixels() {
    return (double) side * side;
  }

  /** Returns how often each slot starts a share. */
  int waves() {
    return (Math.min(partitions, images) + slots - 1) / slots;
  }

  /** Returns the images of the largest share. */
  double imagesOfShare() {
    return Math.ceil((double) images / Math.min(partitions, images));
  }

  /** Returns a line of a file. */
  String line() {
    return Stream.of(
            images,
            side,
            partitions,
            slots,
            fitted,
            String.format(Locale.ROOT, "%.2f", seconds),
            String.format(Locale.ROOT, "%.2f", spread),
            String.format(Locale.ROOT, "%.0f", written))
        .map(String::valueOf)
        .collect(Collectors.joining(";"));
  }

  /**
   * Returns the run of a line of a file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ClusterRun of(String line) {
    String[] cells = line.split(";", -1);
    try {
      return new ClusterRun(
          Integer.parseInt(cells[0]),
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          Boolean.parseBoolean(cells[4]),
          Double.parseDouble(cells[5]),
          Double.parseDouble(cells[6]),
          Double.parseDouble(cells[7]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "'%s' is no run: expected %s; measure again".formatted(line, HEADS), e);
    }
  }
}

package dev.rawline.imaging.isp;

import java.util.Optional;

/**
 * Planes, and how near golden ones must be: |ours − golden| ≤ tolerance · max(1, |golden|).
 *
 * @param ours what we compute
 * @param tolerance the largest difference
 * @param where which pixels are compared
 */
record Comparison(Planes ours, double tolerance, Pixels where) {

  /** Which pixels are compared. */
  interface Pixels {
    boolean includes(int row, int column);
  }

  /** A comparison of all pixels. */
  Comparison(Planes ours, double tolerance) {
    this(ours, tolerance, (row, column) -> true);
  }

  /** Returns a comparison that excludes a margin of pixels along every edge. */
  static Comparison inside(Planes ours, double tolerance, int margin) {
    return new Comparison(
        ours,
        tolerance,
        (row, column) ->
            row >= margin
                && row < ours.height - margin
                && column >= margin
                && column < ours.width - margin);
  }

  /** Returns this comparison on those of its pixels that another choice includes too. */
  Comparison where(Pixels also) {
    return new Comparison(
        ours,
        tolerance,
        (row, column) -> where.includes(row, column) && also.includes(row, column));
  }

  /** Returns the difference that exceeds the tolerance, if any. */
  Optional<String> difference(Planes golden) {
    if (golden.channels != ours.channels
        || golden.height != ours.height
        || golden.width != ours.width) {
      return Optional.of(
          "expected %d planes of %d×%d, got %d of %d×%d"
              .formatted(
                  golden.channels,
                  golden.width,
                  golden.height,
                  ours.channels,
                  ours.width,
                  ours.height));
    }
    int wrong = 0;
    int compared = 0;
    double largest = 0;
    for (int channel = 0; channel < golden.channels; channel++) {
      for (int row = 0; row < golden.height; row++) {
        for (int column = 0; column < golden.width; column++) {
          if (where.includes(row, column)) {
            double expected = golden.at(channel, row, column);
            double difference = Math.abs(ours.at(channel, row, column) - expected);
            compared++;
            // A NaN must count as wrong.
            if (!(difference <= tolerance * Math.max(1, Math.abs(expected)))) {
              wrong++;
              largest = Math.max(largest, difference);
            }
          }
        }
      }
    }
    if (compared == 0) {
      return Optional.of("no pixel was compared");
    }
    return wrong == 0
        ? Optional.empty()
        : Optional.of("%d of %d samples differ, by up to %.3g".formatted(wrong, compared, largest));
  }
}

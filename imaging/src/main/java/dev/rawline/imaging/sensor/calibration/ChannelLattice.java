package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Cfa;
import java.util.Optional;

/**
 * The positions of a channel's pixels in a frame: every {@code step}th row and column from the
 * first.
 *
 * @param firstRow the row of the channel's first pixel
 * @param firstColumn its column
 * @param step 1 for a monochrome sensor, 2 in a mosaic
 * @param rows the channel's rows
 * @param columns the channel's columns
 */
record ChannelLattice(int firstRow, int firstColumn, int step, int rows, int columns) {

  static ChannelLattice of(FrameFormat format, Channel channel) {
    return of(format.width(), format.height(), format.cfa(), channel);
  }

  static ChannelLattice of(int width, int height, Optional<Cfa> layout, Channel channel) {
    if (channel.site().isEmpty()) {
      return new ChannelLattice(0, 0, 1, height, width);
    }
    Cfa cfa = layout.orElseThrow();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        if (cfa.siteAt(row, column) == channel.site().get()) {
          return new ChannelLattice(
              row, column, 2, (height - row + 1) / 2, (width - column + 1) / 2);
        }
      }
    }
    throw new AssertionError("every kind of pixel exists in a Bayer layout");
  }

  int pixels() {
    return rows * columns;
  }

  /** Returns the index in a frame's samples of the channel's i-th pixel, row by row. */
  int place(int i, int width) {
    return step == 1 ? i : place(i / columns, i % columns, width);
  }

  /** Returns the index in a frame's samples of the channel's pixel (row, column). */
  int place(int row, int column, int width) {
    return (firstRow + row * step) * width + firstColumn + column * step;
  }
}

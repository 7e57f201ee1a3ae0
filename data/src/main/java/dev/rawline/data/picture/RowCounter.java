package dev.rawline.data.picture;

import dev.rawline.imaging.frame.View;

/** How much of a picture is written: the checks that every writer makes. */
final class RowCounter {
  private final int width;
  private final int height;
  private int rows;

  RowCounter(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture of %d×%d pixels: both sides must be at least 1 pixel"
              .formatted(width, height));
    }
    this.width = width;
    this.height = height;
  }

  void advance(View band) {
    if (band.width() != width) {
      throw new IllegalArgumentException(
          "a band %d pixels wide does not fit a picture %d pixels wide"
              .formatted(band.width(), width));
    }
    if (band.height() > height - rows) {
      throw new IllegalArgumentException(
          "a band of %d rows after %d does not fit a picture of %d rows"
              .formatted(band.height(), rows, height));
    }
    rows += band.height();
  }

  void requireComplete() {
    if (rows < height) {
      throw new IllegalStateException(
          "only %d of the picture's %d rows are written: append the others before finishing"
              .formatted(rows, height));
    }
  }
}

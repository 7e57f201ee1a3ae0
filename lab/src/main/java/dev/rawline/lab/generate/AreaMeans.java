package dev.rawline.lab.generate;

/** Planes of pixels → smaller square planes, each pixel the mean of the area that it covers. */
final class AreaMeans {
  private AreaMeans() {}

  /**
   * Returns the largest square in the middle of planes, averaged over equal areas; pixels that two
   * areas share count by their part in each.
   *
   * @param planes (plane, row, column)
   * @param count the number of planes
   * @param side columns and rows of the result [px]
   * @throws IllegalArgumentException if a side of the planes is smaller than that
   */
  static float[] of(float[] planes, int count, int width, int height, int side) {
    int square = Math.min(width, height);
    if (square < side) {
      throw new IllegalArgumentException(
          "the frame has %d×%d px: expected at least %d×%<d, the size of the scenes"
              .formatted(width, height, side));
    }
    int top = (height - square) / 2;
    int left = (width - square) / 2;
    double step = (double) square / side;
    float[] means = new float[count * side * side];
    for (int plane = 0; plane < count; plane++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          double sum = 0;
          for (int y = (int) (row * step); y < Math.min(square, (row + 1) * step); y++) {
            double high = Math.min(y + 1, (row + 1) * step) - Math.max(y, row * step);
            int line = (plane * height + top + y) * width + left;
            for (int x = (int) (column * step); x < Math.min(square, (column + 1) * step); x++) {
              double wide = Math.min(x + 1, (column + 1) * step) - Math.max(x, column * step);
              sum += high * wide * planes[line + x];
            }
          }
          means[(plane * side + row) * side + column] = (float) (sum / (step * step));
        }
      }
    }
    return means;
  }
}

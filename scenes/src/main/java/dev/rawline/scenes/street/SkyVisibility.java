package dev.rawline.scenes.street;

import java.util.Arrays;

/** The visibility of the sky from the ground, on a lattice. */
final class SkyVisibility {
  private final double step;
  private final int firstColumn;
  private final int firstRow;
  private final int columns;
  private final int rows;
  private final float[] open;

  /**
   * Starts with an open sky.
   *
   * @param view the part of the world
   * @param step the spacing of the lattice, which contains (0, 0) [m]
   */
  SkyVisibility(BoundingBox view, double step) {
    this.step = step;
    firstColumn = ValueNoise.floor(view.left() / step);
    firstRow = ValueNoise.floor(view.top() / step);
    columns = ValueNoise.floor(view.right() / step) - firstColumn + 2;
    rows = ValueNoise.floor(view.bottom() / step) - firstRow + 2;
    open = new float[columns * rows];
    Arrays.fill(open, 1);
  }

  /** Subtracts the sky that an object blocks. */
  void add(SceneObject object) {
    BoundingBox reach = object.bounds().grown(object.reach());
    int left = Math.max(0, ValueNoise.floor(reach.left() / step) - firstColumn);
    int right = Math.min(columns - 1, ValueNoise.floor(reach.right() / step) - firstColumn + 1);
    int top = Math.max(0, ValueNoise.floor(reach.top() / step) - firstRow);
    int bottom = Math.min(rows - 1, ValueNoise.floor(reach.bottom() / step) - firstRow + 1);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double x = (firstColumn + column) * step;
        double y = (firstRow + row) * step;
        open[row * columns + column] *= (float) (1 - object.hides(x, y));
      }
    }
  }

  /** Returns the share of the sky's light that reaches a point of the ground. */
  double open(double x, double y) {
    double column = x / step - firstColumn;
    double row = y / step - firstRow;
    int i = Math.clamp((int) column, 0, columns - 2);
    int j = Math.clamp((int) row, 0, rows - 2);
    int place = j * columns + i;
    return ValueNoise.lerp(
        ValueNoise.lerp(open[place], open[place + 1], column - i),
        ValueNoise.lerp(open[place + columns], open[place + columns + 1], column - i),
        row - j);
  }
}

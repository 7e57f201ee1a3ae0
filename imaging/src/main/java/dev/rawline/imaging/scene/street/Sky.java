package dev.rawline.imaging.scene.street;

import java.util.Arrays;

/** How much of the sky one sees from the ground, on a lattice of the world. */
final class Sky {
  private final double step;
  private final int firstColumn;
  private final int firstRow;
  private final int columns;
  private final int rows;
  private final float[] open;

  /**
   * Begins with an open sky.
   *
   * @param view the part of the world
   * @param step the spacing of the lattice, of which a point lies at (0, 0) [m]
   */
  Sky(Bounds view, double step) {
    this.step = step;
    firstColumn = Noise.floor(view.left() / step);
    firstRow = Noise.floor(view.top() / step);
    columns = Noise.floor(view.right() / step) - firstColumn + 2;
    rows = Noise.floor(view.bottom() / step) - firstRow + 2;
    open = new float[columns * rows];
    Arrays.fill(open, 1);
  }

  /** Takes away what a thing hides. */
  void add(Thing thing) {
    Bounds reach = thing.bounds().grown(thing.reach());
    int left = Math.max(0, Noise.floor(reach.left() / step) - firstColumn);
    int right = Math.min(columns - 1, Noise.floor(reach.right() / step) - firstColumn + 1);
    int top = Math.max(0, Noise.floor(reach.top() / step) - firstRow);
    int bottom = Math.min(rows - 1, Noise.floor(reach.bottom() / step) - firstRow + 1);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double x = (firstColumn + column) * step;
        double y = (firstRow + row) * step;
        open[row * columns + column] *= (float) (1 - thing.hides(x, y));
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
    return Noise.lerp(
        Noise.lerp(open[place], open[place + 1], column - i),
        Noise.lerp(open[place + columns], open[place + columns + 1], column - i),
        row - j);
  }
}

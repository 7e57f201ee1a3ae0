package dev.rawline.scenes.street;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A grid index of the objects that affect each square of the ground. */
final class SpatialIndex {
  private static final double FINEST = 1;
  private static final int MOST = 400;

  /** Objects higher than this also block light of cars and sheds [m]. */
  private static final double TALL = 3;

  private final double left;
  private final double top;
  private final double size;
  private final int columns;
  private final int rows;
  private final Cell[] cells;
  private final SkyVisibility tall;
  private final SkyVisibility low;

  /** One square. */
  static final class Cell {
    /** The patches that may cover it, lowest first. */
    final GroundPatch[] patches;

    /** The objects that may cover it. */
    final SceneObject[] covers;

    /** The objects that may cast a shadow on it. */
    final SceneObject[] shades;

    Cell(List<GroundPatch> patches, List<SceneObject> covers, List<SceneObject> shades) {
      this.patches = patches.toArray(GroundPatch[]::new);
      this.covers = covers.toArray(SceneObject[]::new);
      this.shades = shades.toArray(SceneObject[]::new);
    }
  }

  private SpatialIndex(BoundingBox view) {
    double longest = Math.max(view.right() - view.left(), view.bottom() - view.top());
    size = Math.max(FINEST, longest / MOST);
    left = view.left();
    top = view.top();
    columns = (int) ((view.right() - left) / size) + 1;
    rows = (int) ((view.bottom() - top) / size) + 1;
    cells = new Cell[columns * rows];
    tall = new SkyVisibility(view, size / 4);
    low = new SkyVisibility(view, size / 4);
  }

  static SpatialIndex of(BoundingBox view, VisibleObjects contents, Illumination light) {
    SpatialIndex cells = new SpatialIndex(view);
    Lists<GroundPatch> patches = cells.new Lists<>();
    Lists<SceneObject> covers = cells.new Lists<>();
    Lists<SceneObject> shades = cells.new Lists<>();
    for (GroundPatch patch : contents.patches()) {
      patches.add(patch);
      patches.put(patch.bounds());
    }
    for (SceneObject object : contents.objects()) {
      BoundingBox bounds = object.bounds();
      covers.add(object);
      covers.put(bounds);
      shades.add(object);
      // The shadow's cells, height by height: the box around the whole shadow would be far too
      // large.
      double height = object.height();
      int steps = 1 + (int) (height / (light.z() * 1.5));
      double fall = height / steps;
      for (int step = 0; step < steps; step++) {
        BoundingBox there = bounds.swept(-fall * light.alongX(), -fall * light.alongY());
        double dx = -step * fall * light.alongX();
        double dy = -step * fall * light.alongY();
        double blur = 0.05 + 2 * Illumination.SUN_RADIUS * (step + 1) * fall / light.z();
        shades.put(
            new BoundingBox(
                    there.left() + dx, there.top() + dy, there.right() + dx, there.bottom() + dy)
                .grown(blur));
      }
    }
    for (int i = 0; i < cells.cells.length; i++) {
      cells.cells[i] = new Cell(patches.at(i), covers.at(i), shades.at(i));
    }
    for (SceneObject object : contents.objects()) {
      (object.height() > TALL ? cells.tall : cells.low).add(object);
    }
    return cells;
  }

  Cell at(double x, double y) {
    int column = Math.clamp((int) ((x - left) / size), 0, columns - 1);
    int row = Math.clamp((int) ((y - top) / size), 0, rows - 1);
    return cells[row * columns + column];
  }

  /**
   * Returns the share of the sky's light that reaches a point.
   *
   * @param z the point's height, 0 for the ground [m]
   */
  double open(double x, double y, double z) {
    if (z >= TALL) {
      return 1;
    }
    double below = tall.open(x, y);
    return z == 0 ? below * low.open(x, y) : ValueNoise.lerp(below, 1, z / TALL);
  }

  /** A list for each square. */
  private final class Lists<T> {
    private final List<List<T>> lists = new ArrayList<>();
    private final int[] last = new int[cells.length];
    private T what;
    private int number;

    Lists() {
      for (int i = 0; i < cells.length; i++) {
        lists.add(new ArrayList<>(2));
      }
    }

    List<T> at(int cell) {
      return lists.get(cell);
    }

    /** Starts the next entry. */
    void add(T next) {
      what = next;
      number++;
    }

    /** Adds the entry to the squares of a rectangle, once each. */
    void put(BoundingBox bounds) {
      int firstColumn = Math.max(0, ValueNoise.floor((bounds.left() - left) / size));
      int lastColumn = Math.min(columns - 1, ValueNoise.floor((bounds.right() - left) / size));
      int firstRow = Math.max(0, ValueNoise.floor((bounds.top() - top) / size));
      int lastRow = Math.min(rows - 1, ValueNoise.floor((bounds.bottom() - top) / size));
      for (int row = firstRow; row <= lastRow; row++) {
        for (int column = firstColumn; column <= lastColumn; column++) {
          int cell = row * columns + column;
          if (last[cell] != number) {
            last[cell] = number;
            lists.get(cell).add(what);
          }
        }
      }
    }
  }

  /** The visibility of the sky from the ground, on a lattice. */
  private static final class SkyVisibility {
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
}

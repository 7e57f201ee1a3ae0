package dev.rawline.imaging.scene.street;

import java.util.ArrayList;
import java.util.List;

/** What matters at each square of the ground, so that a point need not ask everything. */
final class Cells {
  private static final double FINEST = 1;
  private static final int MOST = 400;

  /** What is higher than this takes light from cars and sheds, too [m]. */
  private static final double TALL = 3;

  private final double left;
  private final double top;
  private final double size;
  private final int columns;
  private final int rows;
  private final Cell[] cells;
  private final Sky tall;
  private final Sky low;

  /** One square. */
  static final class Cell {
    /** The patches that may lie there, lowest first. */
    final Patch[] patches;

    /** The things that may cover it. */
    final Thing[] covers;

    /** The things that may throw their shadow on what is there. */
    final Thing[] shades;

    Cell(List<Patch> patches, List<Thing> covers, List<Thing> shades) {
      this.patches = patches.toArray(Patch[]::new);
      this.covers = covers.toArray(Thing[]::new);
      this.shades = shades.toArray(Thing[]::new);
    }
  }

  private Cells(Bounds view) {
    double longest = Math.max(view.right() - view.left(), view.bottom() - view.top());
    size = Math.max(FINEST, longest / MOST);
    left = view.left();
    top = view.top();
    columns = (int) ((view.right() - left) / size) + 1;
    rows = (int) ((view.bottom() - top) / size) + 1;
    cells = new Cell[columns * rows];
    tall = new Sky(view, size / 4);
    low = new Sky(view, size / 4);
  }

  static Cells of(Bounds view, Contents contents, Light light) {
    Cells cells = new Cells(view);
    Lists<Patch> patches = cells.new Lists<>();
    Lists<Thing> covers = cells.new Lists<>();
    Lists<Thing> shades = cells.new Lists<>();
    for (Patch patch : contents.patches()) {
      patches.add(patch);
      patches.put(patch.bounds());
    }
    for (Thing thing : contents.things()) {
      Bounds bounds = thing.bounds();
      covers.add(thing);
      covers.put(bounds);
      shades.add(thing);
      // The shadow's cells, height by height: the box around the whole shadow would be far too big.
      double height = thing.height();
      int steps = 1 + (int) (height / (light.z() * 1.5));
      double fall = height / steps;
      for (int step = 0; step < steps; step++) {
        Bounds there = bounds.swept(-fall * light.alongX(), -fall * light.alongY());
        double dx = -step * fall * light.alongX();
        double dy = -step * fall * light.alongY();
        double blur = 0.05 + 2 * Light.SUN_RADIUS * (step + 1) * fall / light.z();
        shades.put(
            new Bounds(there.left() + dx, there.top() + dy, there.right() + dx, there.bottom() + dy)
                .grown(blur));
      }
    }
    for (int i = 0; i < cells.cells.length; i++) {
      cells.cells[i] = new Cell(patches.at(i), covers.at(i), shades.at(i));
    }
    for (Thing thing : contents.things()) {
      (thing.height() > TALL ? cells.tall : cells.low).add(thing);
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
    return z == 0 ? below * low.open(x, y) : Noise.lerp(below, 1, z / TALL);
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

    /** Begins with the next entry. */
    void add(T next) {
      what = next;
      number++;
    }

    /** Puts the entry into the squares of a rectangle, once each. */
    void put(Bounds bounds) {
      int firstColumn = Math.max(0, Noise.floor((bounds.left() - left) / size));
      int lastColumn = Math.min(columns - 1, Noise.floor((bounds.right() - left) / size));
      int firstRow = Math.max(0, Noise.floor((bounds.top() - top) / size));
      int lastRow = Math.min(rows - 1, Noise.floor((bounds.bottom() - top) / size));
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
}

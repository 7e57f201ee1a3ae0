package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Point;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The shape of a point of a plot. */
public enum Symbol {
  /** A filled circle. */
  CIRCLE,
  /** An upright square. */
  SQUARE(-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9),
  /** A triangle that points up. */
  TRIANGLE_UP(0, -1.2, 1.2, 1, -1.2, 1),
  /** A triangle that points down. */
  TRIANGLE_DOWN(0, 1.2, 1.2, -1, -1.2, -1),
  /** A square on its corner. */
  DIAMOND(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0);

  @SuppressWarnings("Immutable") // an unmodifiable list
  private final List<Point> corners;

  Symbol(double... corners) {
    this.corners =
        IntStream.range(0, corners.length / 2)
            .mapToObj(i -> new Point(corners[2 * i], corners[2 * i + 1]))
            .toList();
  }

  /**
   * Draws the symbol.
   *
   * @param radius half its width, about [px]
   * @param note what a person reads who points at it; empty for nothing
   */
  public void draw(
      DrawingBuilder sketch, double x, double y, double radius, Color colour, String note) {
    if (corners.isEmpty()) {
      sketch.dot(x, y, radius, colour, note);
    } else {
      sketch.area(corners(x, y, radius), colour);
    }
  }

  /** Draws the edge of a symbol that has corners. */
  public void outline(DrawingBuilder sketch, double x, double y, double radius, Color colour) {
    List<Point> closed = new ArrayList<>(corners(x, y, radius));
    closed.add(closed.getFirst());
    sketch.line(closed, colour, 1.4);
  }

  private List<Point> corners(double x, double y, double radius) {
    return corners.stream()
        .map(corner -> new Point(x + radius * corner.x(), y + radius * corner.y()))
        .toList();
  }
}

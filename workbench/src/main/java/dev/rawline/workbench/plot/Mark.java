package dev.rawline.workbench.plot;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/** What a drawing consists of; lengths are pixels of the drawing, from its top left. */
public sealed interface Mark {

  /**
   * A rectangle.
   *
   * @param fill the colour inside, where it is filled
   * @param line the colour of its edge, where it has one
   * @param stroke how thick the edge is
   * @param note what a person reads who points at it; empty for nothing
   */
  record Box(
      double x,
      double y,
      double width,
      double height,
      Optional<Color> fill,
      Optional<Color> line,
      double stroke,
      String note)
      implements Mark {}

  /**
   * A line from point to point.
   *
   * @param pen what it is drawn with
   */
  record Line(List<Point> points, Pen pen) implements Mark {
    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A filled polygon from point to point, closed. */
  record Area(List<Point> points, Color colour) implements Mark {
    /** Copies the points. */
    public Area {
      points = List.copyOf(points);
    }
  }

  /**
   * A filled circle.
   *
   * @param note what a person reads who points at it; empty for nothing
   */
  record Dot(Point middle, double radius, Color colour, String note) implements Mark {}

  /**
   * A line of text.
   *
   * @param at where its base line begins, has its middle, or ends
   * @param degrees by how much it is turned about that point, clockwise
   */
  record Words(
      Point at, String text, FontStyle letters, Color colour, Anchor anchor, double degrees)
      implements Mark {}

  /**
   * A place.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  /** Which part of a text lies at its place. */
  enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }
}

package dev.rawline.workbench.plot;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

/** An element of a drawing; lengths are pixels of the drawing, from its top left. */
public sealed interface Mark {

  /**
   * A rectangle.
   *
   * @param fill the colour inside, if it is filled
   * @param line the colour of its edge, if any
   * @param stroke the thickness of the edge
   * @param note its tooltip; may be empty
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
   * @param pen its pen
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

  /** The anchor of a text. */
  enum Anchor {
    /** Its beginning. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Its end. */
    END
  }
}

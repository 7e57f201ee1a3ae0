package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the marks of a drawing. */
public class DrawingBuilder {
  /** What stays free along the edges [px]. */
  public static final int MARGIN = 20;

  private static final int TITLE_LINE = 26;
  private static final int TEXT_LINE = 19;
  private static final int CORNERS = 60;

  private final List<Mark> marks = new ArrayList<>();

  /** Fills a rectangle. */
  public void fill(double x, double y, double width, double height, Color colour, String note) {
    marks.add(new Mark.Box(x, y, width, height, Optional.of(colour), Optional.empty(), 0, note));
  }

  /** Draws the edge of a rectangle. */
  public void frame(double x, double y, double width, double height, Color colour, double stroke) {
    marks.add(new Mark.Box(x, y, width, height, Optional.empty(), Optional.of(colour), stroke, ""));
  }

  /** Draws a straight line. */
  public void line(double x1, double y1, double x2, double y2, Color colour, double stroke) {
    line(List.of(new Point(x1, y1), new Point(x2, y2)), colour, stroke);
  }

  /** Draws an interval: a level line with an end as a short upright one at either side. */
  public void interval(double from, double to, double y, double end, Color colour, double stroke) {
    line(from, y, to, y, colour, stroke);
    line(from, y - end, from, y + end, colour, stroke);
    line(to, y - end, to, y + end, colour, stroke);
  }

  /** Draws a straight line. */
  public void line(double x1, double y1, double x2, double y2, Pen pen) {
    line(List.of(new Point(x1, y1), new Point(x2, y2)), pen);
  }

  /** Draws a line from point to point. */
  public void line(List<Point> points, Color colour, double stroke) {
    line(points, Pen.solid(colour, stroke));
  }

  /** Draws a line from point to point. */
  public void line(List<Point> points, Pen pen) {
    marks.add(new Mark.Line(points, pen));
  }

  /** Draws a dashed line from point to point. */
  public void dashed(List<Point> points, Color colour, double stroke) {
    line(points, Pen.dashed(colour, stroke));
  }

  /** Fills a polygon. */
  public void area(List<Point> points, Color colour) {
    marks.add(new Mark.Area(points, colour));
  }

  /** Draws the edge of a circle. */
  public void circle(double x, double y, double radius, Color colour, double stroke) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      points.add(new Point(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
    }
    line(points, colour, stroke);
  }

  /** Draws a dot. */
  public void dot(double x, double y, double radius, Color colour, String note) {
    marks.add(new Mark.Dot(new Point(x, y), radius, colour, note));
  }

  /** Writes a text from left to right. */
  public void words(
      double x, double y, String text, FontStyle letters, Color colour, Anchor anchor) {
    turned(x, y, text, letters, colour, anchor, 0);
  }

  /** Writes a text that is turned about its place, clockwise [°]. */
  public void turned(
      double x,
      double y,
      String text,
      FontStyle letters,
      Color colour,
      Anchor anchor,
      double degrees) {
    marks.add(new Mark.Words(new Point(x, y), text, letters, colour, anchor, degrees));
  }

  /**
   * Writes a title, and lines below it, broken where they are too wide.
   *
   * @return where there is room below them [px]
   */
  public int header(String title, List<String> lines, int width) {
    int y = title.isEmpty() ? MARGIN - TITLE_LINE : MARGIN;
    for (String line : FontStyle.TITLE.wrapped(title, width - 2.0 * MARGIN)) {
      y += TITLE_LINE;
      words(MARGIN, y - 6, line, FontStyle.TITLE, Style.INK, Anchor.START);
    }
    return paragraph(lines, MARGIN, y + 4, width - 2 * MARGIN);
  }

  /**
   * Writes faint lines, broken where they are too wide.
   *
   * @return where there is room below them [px]
   */
  public int paragraph(List<String> lines, int x, int top, int width) {
    int y = top;
    for (String text : lines) {
      for (String line : FontStyle.TEXT.wrapped(text, width)) {
        y += TEXT_LINE;
        words(x, y - 4, line, FontStyle.TEXT, Style.FAINT_INK, Anchor.START);
      }
    }
    return y;
  }

  /** Returns all as a drawing. */
  public Drawing drawing(int width, int height, String title, String description) {
    return new Drawing(width, height, title, description, marks);
  }
}

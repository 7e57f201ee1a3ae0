package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rectangle of a drawing with a scale along either side. Numbers beyond a scale are drawn at its
 * end.
 *
 * @param sketch the drawing
 * @param left the left edge [px]
 * @param top the upper edge [px]
 * @param width how wide it is [px]
 * @param height how high it is [px]
 * @param xScale the scale from left to right
 * @param yScale the scale from bottom to top
 */
public record Axes(
    DrawingBuilder sketch,
    double left,
    double top,
    double width,
    double height,
    AxisScale xScale,
    AxisScale yScale) {
  private static final int MARK = 5;
  private static final int LABEL_GAP = 8;
  private static final int BELOW = 19;
  private static final int NAME_BELOW = 42;
  private static final int CAP = 4;
  private static final int LABEL_LINE = 18;

  /** Returns the place of a number from the left [px]. */
  public double x(double number) {
    return left + width * xScale.place(number);
  }

  /** Returns the place of a number from the top [px]. */
  public double y(double number) {
    return top + height * (1 - yScale.place(number));
  }

  /** Returns the right edge [px]. */
  public double right() {
    return left + width;
  }

  /** Returns the lower edge [px]. */
  public double bottom() {
    return top + height;
  }

  /** Draws a level line at each of some numbers, with its label at the left. */
  public Axes yTicks(List<Tick> ticks) {
    for (Tick tick : ticks) {
      double y = y(tick.at());
      sketch.line(left, y, right(), y, tick.at() == 0 ? Style.FAINT_INK : Style.RULE, 1);
      sketch.words(left - LABEL_GAP, y + 4, tick.label(), FontStyle.SMALL, Style.INK, Anchor.END);
    }
    return this;
  }

  /** Draws a level line at each of some round numbers, with its label at the left. */
  public Axes yTicks(int most) {
    return yTicks(yScale.ticks(most));
  }

  /** Draws a short line below at each of some numbers, with its label. */
  public Axes xTicks(List<Tick> ticks) {
    for (Tick tick : ticks) {
      double x = x(tick.at());
      sketch.line(x, bottom(), x, bottom() + MARK, Style.FAINT_INK, 1);
      sketch.words(x, bottom() + BELOW, tick.label(), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    return this;
  }

  /** Draws a short line below at each of some round numbers, with its label. */
  public Axes xTicks(int most) {
    return xTicks(xScale.ticks(most));
  }

  /** Writes what numbers are below the axis, where it is not empty. */
  public Axes xName(String name) {
    sketch.words(
        left + width / 2, bottom() + NAME_BELOW, name, FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
    return this;
  }

  /**
   * Writes the name of the numbers along the left edge of the drawing, upwards, shortened to fit.
   */
  public Axes yName(String name) {
    sketch.turned(
        DrawingBuilder.MARGIN + 12,
        top + height / 2,
        name,
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE,
        -90);
    return this;
  }

  /** Draws the four edges. */
  public Axes frame() {
    sketch.frame(left, top, width, height, Style.RULE, 1);
    return this;
  }

  /** Draws a line from number to number; nothing of a single one. */
  public void line(List<Point> numbers, Pen pen) {
    if (numbers.size() > 1) {
      sketch.line(places(numbers), pen);
    }
  }

  /** Draws a symbol at each of some numbers. */
  public void points(List<Point> numbers, Symbol symbol, double radius, Color colour) {
    for (Point each : numbers) {
      symbol.draw(sketch, x(each.x()), y(each.y()), radius, colour, "");
    }
  }

  /** Draws a dot with a note. */
  public void dot(double x, double y, double radius, Color colour, String note) {
    sketch.dot(x(x), y(y), radius, colour, note);
  }

  /** Fills the area between two lines of equal length. */
  public void area(List<Point> upper, List<Point> lower, Color colour) {
    List<Point> around = new ArrayList<>(places(upper));
    around.addAll(places(lower).reversed());
    sketch.area(around, colour);
  }

  /** Draws an upright interval; nothing where its ends are one. */
  public void interval(double x, double low, double high, Pen pen) {
    if (low < high) {
      sketch.line(x(x), y(low), x(x), y(high), pen);
    }
  }

  /** Draws an upright interval with short level lines at its ends; nothing where they are one. */
  public void capped(double x, double low, double high, Pen pen) {
    interval(x, low, high, pen);
    if (low < high) {
      sketch.line(x(x) - CAP, y(low), x(x) + CAP, y(low), pen);
      sketch.line(x(x) - CAP, y(high), x(x) + CAP, y(high), pen);
    }
  }

  /** Draws a level line through the whole width. */
  public void level(double y, Pen pen) {
    sketch.line(left, y(y), right(), y(y), pen);
  }

  /**
   * Draws a dotted level line with its meaning above it at the left, unless it lies outside the
   * scale.
   */
  public void reference(double y, String meaning) {
    if (y >= yScale.low() && y <= yScale.high()) {
      level(y, Pen.dotted(Style.FAINT_INK, 1.3));
      sketch.words(left + 8, y(y) - 5, meaning, FontStyle.SMALL, Style.FAINT_INK, Anchor.START);
    }
  }

  /** Draws an upright line through the whole height. */
  public void upright(double x, Pen pen) {
    sketch.line(x(x), top, x(x), bottom(), pen);
  }

  /** Fills the whole width between two numbers, in any order. */
  public void levels(double one, double other, Color colour) {
    double above = Math.min(y(one), y(other));
    sketch.fill(left, above, width, Math.max(1, Math.abs(y(one) - y(other))), colour, "");
  }

  /** Fills the whole height between two numbers, in any order. */
  public void uprights(double one, double other, Color colour) {
    sketch.fill(Math.min(x(one), x(other)), top, Math.abs(x(one) - x(other)), height, colour, "");
  }

  /**
   * A label at the right of the axes, next to the end of a line.
   *
   * @param y the number where the line ends
   * @param text the label
   * @param colour the colour of the line
   */
  public record EndLabel(double y, String text, Color colour) {}

  /** Writes labels at the right, each next to its number, no closer to another than a line. */
  public void endLabels(List<EndLabel> labels, FontStyle letters, double room) {
    double last = Double.NEGATIVE_INFINITY;
    for (EndLabel label :
        labels.stream().sorted(Comparator.comparingDouble(each -> y(each.y()))).toList()) {
      last = Math.max(y(label.y()) + 5, last + LABEL_LINE);
      sketch.words(
          right() + LABEL_GAP,
          last,
          letters.fitting(label.text(), room - LABEL_GAP),
          letters,
          label.colour(),
          Anchor.START);
    }
  }

  private List<Point> places(List<Point> numbers) {
    return numbers.stream().map(each -> new Point(x(each.x()), y(each.y()))).toList();
  }
}

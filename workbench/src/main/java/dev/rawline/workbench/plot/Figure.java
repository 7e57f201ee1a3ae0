package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Anchor;
import java.util.List;

/**
 * A drawing with a title and lines of text, below which plots, legends and texts follow one
 * another.
 */
public final class Figure extends DrawingBuilder {
  /** The width of most figures [px]. */
  public static final int WIDTH = 760;

  private static final int TITLE_GAP = 14;
  private static final int AXIS_ROOM = 48;
  private static final int HEADING = 26;
  private static final int LEGEND_LINE = 22;
  private static final int KEY_GAP = 7;
  private static final int BETWEEN_KEYS = 22;

  private final String title;
  private final int width;
  private double top;

  /** Begins a figure of {@value #WIDTH} px. */
  public Figure(String title, String... lines) {
    this(WIDTH, title, List.of(lines));
  }

  /**
   * Begins a figure.
   *
   * @param width its width [px]
   * @param title its title
   * @param lines the lines below the title; long ones are wrapped
   */
  public Figure(int width, String title, List<String> lines) {
    this.title = title;
    this.width = width;
    this.top = header(title, lines, width) + TITLE_GAP;
  }

  /** Returns where the next part begins [px]. */
  public double top() {
    return top;
  }

  /** Leaves some room before the next part [px]. */
  public Figure space(double height) {
    top += height;
    return this;
  }

  /** Writes the heading of a part. */
  public Figure heading(String text) {
    top += HEADING;
    words(MARGIN, top - 10, text, FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    return this;
  }

  /**
   * Adds empty axes, with room for the numbers and the name below them.
   *
   * @param left the room at their left [px]
   * @param right the room at their right [px]
   * @param height how high they are [px]
   */
  public Axes axes(double left, double right, double height, AxisScale x, AxisScale y) {
    Axes axes = new Axes(this, left, top, width - left - right, height, x, y);
    top += height + AXIS_ROOM;
    return axes;
  }

  /** Writes a legend, in as many lines as it needs. */
  public Figure legend(double left, List<LegendKey> keys) {
    double x = width;
    for (LegendKey key : keys) {
      if (key.label().isEmpty()) {
        continue;
      }
      double entry = LegendKey.LENGTH + KEY_GAP + FontStyle.SMALL.width(key.label());
      if (x + entry > width - MARGIN) {
        x = left;
        top += LEGEND_LINE;
      }
      key.draw(this, x, top - 9);
      words(
          x + LegendKey.LENGTH + KEY_GAP,
          top - 5,
          key.label(),
          FontStyle.SMALL,
          Style.INK,
          Anchor.START);
      x += entry + BETWEEN_KEYS;
    }
    return this;
  }

  /**
   * Returns the drawing.
   *
   * @param description a text alternative for those who cannot see it
   */
  public Drawing drawing(String description) {
    return drawing(width, (int) Math.ceil(top + MARGIN / 2.0), title, description);
  }
}

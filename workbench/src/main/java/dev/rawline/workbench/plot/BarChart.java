package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Anchor;
import java.awt.Color;
import java.util.List;

/**
 * Level bars from 0, one below the other, with a label at their left and a text at their right.
 *
 * @param title the title
 * @param line the text below the title
 * @param axis what the lengths of bars are
 * @param texts what the texts at the right are
 * @param none the largest length that counts as none, which is shaded; 0 where every length counts
 * @param bars the bars, at least one
 */
public record BarChart(
    String title, String line, String axis, String texts, double none, List<Bar> bars) {
  private static final int LEAST_LABEL = 150;
  private static final int MOST_LABEL = 330;
  private static final int TEXT = 190;
  private static final int ROW = 46;
  private static final int THICK = 22;
  private static final int BESIDE = 10;

  private static final Color NONE = new Color(0xe3f1e3);

  /** How long the axis is where all bars are 0. */
  private static final double NOTHING = 1;

  /**
   * A bar.
   *
   * @param label what it is
   * @param value where it ends
   * @param low the lower end of its interval; the value where none is known
   * @param high the upper end
   * @param text the text at its right
   * @param note its tooltip
   * @param colour its colour
   */
  public record Bar(
      String label,
      double value,
      double low,
      double high,
      String text,
      String note,
      Color colour) {}

  /** Copies the bars. */
  public BarChart {
    bars = List.copyOf(bars);
  }

  /**
   * Returns the drawing.
   *
   * @param description a text alternative
   */
  public Drawing draw(String description) {
    Figure figure = new Figure(title, line).space(16);
    double low = Math.min(-2 * none, bars.stream().mapToDouble(Bar::low).min().orElseThrow());
    double high = Math.max(2 * none, bars.stream().mapToDouble(Bar::high).max().orElseThrow());
    double widest =
        bars.stream().mapToDouble(bar -> FontStyle.TEXT.width(bar.label)).max().orElse(0);
    double label = Math.clamp(Math.ceil(widest) + BESIDE, LEAST_LABEL, MOST_LABEL);
    Axes axes =
        figure.axes(
            Figure.MARGIN + label,
            TEXT + Figure.MARGIN,
            (double) ROW * bars.size(),
            AxisScale.linear(low, high > low ? high : low + NOTHING),
            AxisScale.linear(0, bars.size()));
    if (none > 0) {
      axes.uprights(-none, none, NONE);
    }
    figure.words(
        axes.right() + 20, axes.top() - 8, texts, FontStyle.SMALL, Style.FAINT_INK, Anchor.START);
    axes.xScale().ticks(6).forEach(tick -> axes.upright(tick.at(), grid(tick.at())));
    axes.xTicks(6).xName(axis);
    for (int i = 0; i < bars.size(); i++) {
      draw(figure, axes, bars.get(i), axes.top() + (i + 0.5) * ROW, label);
    }
    return figure.drawing(description);
  }

  private static Pen grid(double at) {
    return Pen.solid(at == 0 ? Style.FAINT_INK : Style.RULE, 1);
  }

  private static void draw(Figure figure, Axes axes, Bar bar, double middle, double label) {
    double from = axes.x(Math.min(0, bar.value));
    double to = axes.x(Math.max(0, bar.value));
    figure.words(
        axes.left() - BESIDE,
        middle + 5,
        FontStyle.TEXT.fitting(bar.label, label - BESIDE),
        FontStyle.TEXT,
        Style.INK,
        Anchor.END);
    figure.fill(from, middle - THICK / 2.0, Math.max(1, to - from), THICK, bar.colour, bar.note);
    if (bar.low < bar.high) {
      figure.interval(axes.x(bar.low), axes.x(bar.high), middle, 5, Style.INK, 1.6);
    }
    figure.words(
        axes.right() + 20, middle + 5, bar.text, FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
  }
}

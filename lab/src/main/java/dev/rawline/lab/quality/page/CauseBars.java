package dev.rawline.lab.quality.page;

import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far each number of the camera must have moved to explain a batch, as bars with their
 * intervals. Numbers of all units share one axis: a change as a multiple of what counts as none.
 */
public final class CauseBars {
  private static final int WIDTH = 860;
  private static final int LABEL = 180;
  private static final int WORDS = 190;
  private static final int ROW = 38;
  private static final int BAR = 18;
  private static final int GAP = 12;
  private static final int TICKS = 7;
  private static final double ROOM = 1.08;

  /** The axis reaches so far at least, so that what is inside is seen to be so. */
  private static final double LEAST = 2;

  private static final Color NAMED = new Color(0xd55e00);
  private static final Color OTHERS = new Color(0x7f9db0);
  private static final Color INSIDE = new Color(0xe3f1e3);
  private static final String TITLE = "Which change of the camera explains the batch";

  private CauseBars() {}

  /**
   * Draws the bars, in their order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<FittedCause> causes) {
    if (causes.isEmpty()) {
      throw new IllegalArgumentException("no cause was fitted");
    }
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        14
            + sketch.header(
                TITLE,
                List.of(
                    "Each change as a multiple of the largest that counts as none (green); lines: 95 % intervals. Orange: what is named as the cause."),
                WIDTH);
    Line axis = Line.of(causes);
    int bottom = top + causes.size() * ROW + 8;
    sketch.fill(axis.x(-1), top, axis.x(1) - axis.x(-1), bottom - top, INSIDE, "");
    for (double tick : Ticks.between(axis.low(), axis.high(), TICKS)) {
      double x = axis.x(tick);
      sketch.line(x, top, x, bottom, Style.RULE, 1);
      sketch.words(
          x, bottom + 17, NumberText.plain(tick), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    sketch.line(axis.x(0), top, axis.x(0), bottom, Style.FAINT_INK, 1.4);
    for (int i = 0; i < causes.size(); i++) {
      draw(sketch, causes.get(i), top + 4 + i * ROW + ROW / 2.0, axis);
    }
    sketch.words(
        (axis.x(axis.low()) + axis.x(axis.high())) / 2,
        bottom + 40,
        "change, as a multiple of the largest that counts as none",
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE);
    return sketch.drawing(
        WIDTH,
        bottom + 40 + DrawingBuilder.MARGIN,
        TITLE,
        causes.stream()
            .map(cause -> cause.name() + " " + cause.words())
            .collect(Collectors.joining("; ", "", ".")));
  }

  /** Where multiples lie [px]. */
  private record Line(double low, double high) {
    static Line of(List<FittedCause> causes) {
      double low = -LEAST;
      double high = LEAST;
      for (FittedCause cause : causes) {
        low = Math.min(low, ROOM * cause.change().low() / cause.inside());
        high = Math.max(high, ROOM * cause.change().high() / cause.inside());
      }
      return new Line(low, high);
    }

    double x(double multiple) {
      double left = DrawingBuilder.MARGIN + LABEL;
      return left
          + (WIDTH - left - WORDS - DrawingBuilder.MARGIN) * (multiple - low) / (high - low);
    }
  }

  private static void draw(DrawingBuilder sketch, FittedCause cause, double middle, Line axis) {
    double value = axis.x(cause.change().value() / cause.inside());
    double none = axis.x(0);
    FontStyle letters = cause.named() ? FontStyle.TEXT_BOLD : FontStyle.TEXT;
    sketch.words(
        DrawingBuilder.MARGIN + LABEL - GAP,
        middle + 5,
        letters.fitting(cause.name(), LABEL - GAP),
        letters,
        Style.INK,
        Anchor.END);
    sketch.fill(
        Math.min(none, value),
        middle - BAR / 2.0,
        Math.max(1, Math.abs(value - none)),
        BAR,
        cause.named() ? NAMED : OTHERS,
        cause.name() + " " + cause.words());
    if (cause.change().hasInterval()) {
      double low = axis.x(cause.change().low() / cause.inside());
      double high = axis.x(cause.change().high() / cause.inside());
      sketch.interval(low, high, middle, 5, Style.INK, 1.6);
    }
    sketch.words(
        WIDTH - WORDS - DrawingBuilder.MARGIN + GAP,
        middle + 5,
        letters.fitting(cause.words(), WORDS),
        letters,
        Style.INK,
        Anchor.START);
  }
}

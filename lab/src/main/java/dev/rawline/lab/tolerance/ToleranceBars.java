package dev.rawline.lab.tolerance;

import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;

/**
 * The intervals of all parameters below each other, the most sensitive first, each as a share of
 * the range that was looked at on either side of the usual value.
 */
public final class ToleranceBars {
  private static final int BARS = 400;
  private static final int NAME = 180;
  private static final int GAP = 10;
  private static final int ROW = 24;
  private static final int BAR = 12;
  private static final Color HOLDS = new Color(0x0072b2);
  private static final Color PALE = new Color(0xeef2f5);
  private static final Color CONFIDENCE = new Color(0xd55e00);

  private ToleranceBars() {}

  /**
   * Draws the bars.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<ToleranceInterval> intervals) {
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException("no interval was measured");
    }
    double longest =
        intervals.stream()
            .mapToDouble(each -> FontStyle.SMALL.width(words(each)))
            .max()
            .orElseThrow();
    int width = 2 * DrawingBuilder.MARGIN + NAME + BARS + GAP + (int) Math.ceil(longest);
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        20
            + sketch.header(
                "Between which values the model holds",
                List.of(
                    "Each number by itself, the most sensitive first; the middle is the usual"
                        + " value, the ends are those of the range that was looked at. Thin lines:"
                        + " 95 % intervals of the bounds."),
                width);
    List<ToleranceInterval> sorted = ToleranceInterval.bySensitivity(intervals);
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < sorted.size(); i++) {
      ToleranceInterval interval = sorted.get(i);
      draw(sketch, interval, top + i * ROW);
      told.append("%s: %s. ".formatted(interval.parameter().name(), words(interval)));
    }
    return sketch.drawing(
        width,
        top + sorted.size() * ROW + DrawingBuilder.MARGIN,
        "Between which values the model holds",
        told.toString().strip());
  }

  private static void draw(DrawingBuilder sketch, ToleranceInterval interval, double y) {
    CameraParameter parameter = interval.parameter();
    double left = DrawingBuilder.MARGIN + NAME;
    double width = BARS;
    sketch.words(left - GAP, y + BAR, parameter.name(), FontStyle.TEXT, Style.INK, Anchor.END);
    sketch.fill(left, y, width, BAR, PALE, "");
    double from = x(parameter, interval.low().value(), left, width);
    double to = x(parameter, interval.high().value(), left, width);
    sketch.fill(from, y, Math.max(1, to - from), BAR, HOLDS, words(interval));
    line(sketch, parameter, interval.low(), left, width, y);
    line(sketch, parameter, interval.high(), left, width, y);
    sketch.line(left + width / 2, y - 2, left + width / 2, y + BAR + 2, Style.INK, 1);
    sketch.words(
        left + width + GAP, y + BAR, words(interval), FontStyle.SMALL, Style.INK, Anchor.START);
  }

  private static void line(
      DrawingBuilder sketch,
      CameraParameter parameter,
      ToleranceBound bound,
      double left,
      double width,
      double y) {
    if (bound.hasInterval()) {
      sketch.line(
          x(parameter, bound.low(), left, width),
          y + BAR / 2.0,
          x(parameter, bound.high(), left, width),
          y + BAR / 2.0,
          CONFIDENCE,
          2);
    }
  }

  /** Either side of the usual value is as long as the other, whatever its range. */
  private static double x(CameraParameter parameter, double value, double left, double width) {
    double place = parameter.place(value);
    double end = parameter.place(place < 0 ? parameter.lowest() : parameter.highest());
    double share = end == 0 ? 0 : place / Math.abs(end);
    return left + width / 2 * (1 + Math.clamp(share, -1, 1));
  }

  private static String words(ToleranceInterval interval) {
    return "%s to %s, usually %s"
        .formatted(
            ToleranceCurves.end(interval.low()),
            ToleranceCurves.end(interval.high()),
            NumberText.signed(interval.parameter().usual(), 3));
  }
}

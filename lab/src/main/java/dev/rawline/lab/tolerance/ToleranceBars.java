package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tolerated interval of each parameter within the range that was examined, the most sensitive
 * first.
 */
public final class ToleranceBars {
  private static final int BARS = 360;
  private static final int NAME = 180;
  private static final int GAP = 10;
  private static final int ROW = 24;
  private static final int BAR = 12;
  private static final double LEFT = Figure.MARGIN + (double) NAME;
  private static final Color PALE = new Color(0xeef2f5);

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
    List<ToleranceInterval> sorted = ToleranceInterval.bySensitivity(intervals);
    double longest =
        sorted.stream().mapToDouble(each -> FontStyle.SMALL.width(text(each))).max().orElseThrow();
    Figure figure =
        new Figure(
            2 * Figure.MARGIN + NAME + BARS + GAP + (int) Math.ceil(longest),
            "Tolerated interval of each parameter",
            List.of(
                "One parameter at a time, the most sensitive first; the middle is the default, the ends are those of the range examined. Blue, full height: tolerated. Orange, half height: the margin is exceeded. Pale: undecided."));
    for (ToleranceInterval interval : sorted) {
      draw(figure, interval, figure.top());
      figure.space(ROW);
    }
    return figure.drawing(
        sorted.stream()
            .map(each -> "%s: %s.".formatted(each.parameter().name(), text(each)))
            .collect(Collectors.joining(" ")));
  }

  private static void draw(DrawingBuilder sketch, ToleranceInterval interval, double y) {
    CameraParameter parameter = interval.parameter();
    sketch.words(LEFT - GAP, y + BAR, parameter.name(), FontStyle.TEXT, Style.INK, Anchor.END);
    double lowest = x(parameter, parameter.lowest());
    double highest = x(parameter, parameter.highest());
    sketch.fill(lowest, y, highest - lowest, BAR, PALE, "");
    double from = x(parameter, interval.low().value());
    double to = x(parameter, interval.high().value());
    sketch.fill(from, y, Math.max(1, to - from), BAR, Palette.BLUE, text(interval));
    if (!interval.low().open()) {
      double end = x(parameter, interval.low().low());
      sketch.fill(lowest, y + BAR / 4.0, end - lowest, BAR / 2.0, Palette.ORANGE, "");
    }
    if (!interval.high().open()) {
      double beyond = x(parameter, interval.high().high());
      sketch.fill(beyond, y + BAR / 4.0, highest - beyond, BAR / 2.0, Palette.ORANGE, "");
    }
    double usual = LEFT + BARS / 2.0;
    sketch.line(usual, y - 2, usual, y + BAR + 2, Style.INK, 1);
    sketch.words(
        LEFT + BARS + GAP, y + BAR, text(interval), FontStyle.SMALL, Style.INK, Anchor.START);
  }

  /** Either side of the default is as long as the other, whatever its range. */
  private static double x(CameraParameter parameter, double value) {
    double place = parameter.place(value);
    double end = parameter.place(place < 0 ? parameter.lowest() : parameter.highest());
    double share = end == 0 ? 0 : place / Math.abs(end);
    return LEFT + BARS / 2.0 * (1 + Math.clamp(share, -1, 1));
  }

  private static String text(ToleranceInterval interval) {
    return "%s, default %s"
        .formatted(
            ToleranceCurves.range(interval), NumberText.signed(interval.parameter().usual(), 3));
  }
}

package dev.rawline.lab.drift;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.plot.XyPlot;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What corruptions cost by their severity, beside what drift of the camera's processing costs, and
 * how many times as much.
 */
public final class SeverityPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int LEFT = 84;
  private static final int RIGHT = 150;
  private static final int TICKS = 6;

  /** Where what is lost, and how many times that is, stand below the axis [px]. */
  private static final int LOST = 44;

  private static final int TIMES = 66;

  /** What two labels need between their lines [px]. */
  private static final int CLEAR = 18;

  private static final double ROOM = 0.14;
  private static final Color CORRUPTIONS = new Color(0xd55e00);
  private static final Color DRIFT = new Color(0x0072b2);
  private static final Color DRIFT_BAND = new Color(0xcfe3f1);

  private SeverityPlot() {}

  /** Returns whether there is a course to draw: corruptions of two severities at least. */
  public static boolean isDrawn(DriftFindings findings) {
    return findings.corruptionDrop().size() > 1;
  }

  /**
   * Draws the plot.
   *
   * @throws IllegalArgumentException if no corruptions were measured
   */
  public static Drawing of(DriftFindings findings) {
    if (findings.corruptionDrop().isEmpty()) {
      throw new IllegalArgumentException("no corruptions were measured");
    }
    String metric = MetricLabel.of(findings.metric());
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        20
            + sketch.header(
                "What corruptions cost, and what drift costs",
                List.of(
                    "Mean loss of %s against testing as trained; bars and band: 95 %% intervals over splits, where there are several."
                        .formatted(metric)),
                WIDTH);
    Axis axis = axis(findings, top);
    drawAxis(sketch, axis, metric, top);
    findings.driftDrop().ifPresent(drop -> drawDrift(sketch, axis, drop));
    drawCorruptions(sketch, axis, findings);
    return sketch.drawing(
        WIDTH,
        top + HEIGHT + TIMES + DrawingBuilder.MARGIN,
        "What corruptions cost, and what drift costs",
        told(findings));
  }

  /** Where numbers stand: those from {@code low} to {@code high} between two heights [px]. */
  private record Axis(double low, double high, double bottom, double top, int severities) {
    double y(double number) {
      return bottom + (number - low) / (high - low) * (top - bottom);
    }

    double x(int index) {
      double width = WIDTH - LEFT - RIGHT;
      return LEFT + width * (index + 0.5) / severities;
    }
  }

  private static Axis axis(DriftFindings findings, int top) {
    List<IntervalEstimate> all = new ArrayList<>(findings.corruptionDrop().values());
    findings.driftDrop().ifPresent(all::add);
    double low = all.stream().mapToDouble(IntervalEstimate::low).min().orElse(0);
    double high = all.stream().mapToDouble(IntervalEstimate::high).max().orElse(1);
    low = Math.min(0, low);
    high = Math.max(high, low + 1e-6);
    double room = ROOM * (high - low);
    return new Axis(
        low < 0 ? low - room / 3 : low,
        high + room,
        top + HEIGHT,
        top,
        findings.corruptionDrop().size());
  }

  private static void drawAxis(DrawingBuilder sketch, Axis axis, String metric, int top) {
    double right = WIDTH - RIGHT + 10.0;
    for (double tick : Ticks.between(axis.low, axis.high, TICKS)) {
      double y = axis.y(tick);
      Color colour = tick == 0 ? Style.FAINT_INK : Style.RULE;
      sketch.line(LEFT, y, right, y, colour, 1);
      sketch.words(LEFT - 8, y + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
    }
    sketch.turned(
        DrawingBuilder.MARGIN + 12,
        top + HEIGHT / 2.0,
        metric + " lost",
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE,
        -90);
    sketch.words(
        right + 6, top + HEIGHT + 20.0, "severity", FontStyle.TEXT, Style.INK, Anchor.START);
    sketch.words(right + 6, axis.bottom + LOST, "lost", FontStyle.TEXT, CORRUPTIONS, Anchor.START);
    sketch.words(
        right + 6,
        axis.bottom + TIMES,
        "times drift",
        FontStyle.TEXT_BOLD,
        Style.INK,
        Anchor.START);
  }

  private static void drawDrift(DrawingBuilder sketch, Axis axis, IntervalEstimate drop) {
    double right = WIDTH - RIGHT + 10.0;
    double above = axis.y(drop.high());
    double below = axis.y(drop.low());
    sketch.fill(LEFT, above, right - LEFT, Math.max(0, below - above), DRIFT_BAND, "");
    double y = axis.y(drop.value());
    sketch.line(List.of(new Point(LEFT, y), new Point(right, y)), DRIFT, 2);
    sketch.words(right + 6, y - 2, "drift", FontStyle.TEXT_BOLD, DRIFT, Anchor.START);
    sketch.words(
        right + 6, y + 14, EstimateFormat.value(drop), FontStyle.SMALL, DRIFT, Anchor.START);
  }

  private static void drawCorruptions(DrawingBuilder sketch, Axis axis, DriftFindings findings) {
    List<Point> points = new ArrayList<>();
    int index = 0;
    for (Map.Entry<Integer, IntervalEstimate> each : findings.corruptionDrop().entrySet()) {
      IntervalEstimate drop = each.getValue();
      double x = axis.x(index++);
      double y = axis.y(drop.value());
      points.add(new Point(x, y));
      if (drop.low() < drop.high()) {
        sketch.line(x, axis.y(drop.low()), x, axis.y(drop.high()), CORRUPTIONS, 1.6);
      }
      sketch.words(
          x, axis.bottom + 20, each.getKey() + "", FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
      String lost = EstimateFormat.value(drop);
      sketch.words(x, axis.bottom + LOST, lost, FontStyle.TEXT, CORRUPTIONS, Anchor.MIDDLE);
      String ratio =
          findings
              .ratio()
              .getOrDefault(each.getKey(), Optional.empty())
              .map(times -> times(times.value()) + "×")
              .orElse("–");
      sketch.words(x, axis.bottom + TIMES, ratio, FontStyle.TEXT_BOLD, Style.INK, Anchor.MIDDLE);
    }
    if (points.size() > 1) {
      sketch.line(points, CORRUPTIONS, 2);
    }
    for (Point point : points) {
      sketch.dot(point.x(), point.y(), 4.5, CORRUPTIONS, "");
    }
    double y = points.getLast().y();
    double drift = findings.driftDrop().map(drop -> axis.y(drop.value())).orElse(axis.bottom);
    // Above or below what stands beside the line of drift, where both would meet.
    double level = y < drift ? Math.min(y + 4, drift - CLEAR) : Math.max(y + 4, drift + 2 * CLEAR);
    double right = WIDTH - RIGHT + 16.0;
    sketch.words(right, level, "corruptions", FontStyle.TEXT_BOLD, CORRUPTIONS, Anchor.START);
  }

  /** Returns a ratio as people say it: 10.3, 4, 125. */
  static String times(double ratio) {
    return NumberText.signed(ratio, Math.abs(ratio) >= 10 ? 3 : 2);
  }

  private static String told(DriftFindings findings) {
    StringBuilder told = new StringBuilder();
    findings
        .driftDrop()
        .ifPresent(drop -> told.append("Drift costs " + NumberText.signed(drop.value(), 2) + ". "));
    findings
        .corruptionDrop()
        .forEach(
            (severity, drop) ->
                told.append(
                    "Severity %d costs %s. "
                        .formatted(severity, NumberText.signed(drop.value(), 2))));
    return told.toString().strip();
  }
}

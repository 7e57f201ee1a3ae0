package dev.rawline.lab.optimization;

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
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * How two arms learn, epoch by epoch: the mean over splits of the validation side's metric, with a
 * band of its interval where there are several.
 */
public final class ArmCurves {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int LEFT = 74;
  private static final int RIGHT = 120;
  private static final int TICKS = 6;
  private static final int BELOW = 44;
  private static final int APART = 16;
  private static final double THIN = 1.2;
  private static final String TITLE = "How both arms learn";

  private ArmCurves() {}

  /** Returns the colour of an arm. */
  static Color ink(Arm arm) {
    return switch (arm) {
      case LEARNED -> new Color(0x0072b2);
      case FROZEN -> new Color(0xd55e00);
    };
  }

  private static Color light(Arm arm) {
    return switch (arm) {
      case LEARNED -> new Color(0xcfe3f1);
      case FROZEN -> new Color(0xf8decb);
    };
  }

  /** Returns whether there is a course to draw: an epoch that was validated. */
  public static boolean isDrawn(JointFindings findings) {
    return findings.curves().stream().allMatch(band -> !band.points().isEmpty());
  }

  /** Draws the curves. */
  public static Drawing of(JointFindings findings) {
    String metric = MetricLabel.of(findings.validated());
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        16
            + sketch.header(
                TITLE,
                List.of(
                    "%s of the validation side after every epoch, the mean over splits; bands: 95 %% intervals over splits, where there are several."
                        .formatted(MetricLabel.capital(metric))),
                WIDTH);
    Axis axis = axis(findings.curves(), top);
    draw(sketch, axis, metric);
    findings.curves().forEach(band -> drawBand(sketch, axis, band));
    findings.curves().forEach(band -> drawLine(sketch, axis, band));
    labels(sketch, axis, findings.curves());
    return sketch.drawing(
        WIDTH, top + HEIGHT + BELOW + DrawingBuilder.MARGIN, TITLE, told(findings.curves()));
  }

  /** Where epochs and numbers stand [px]. */
  private record Axis(int epochs, double low, double high, int top) {
    double x(int epoch) {
      return LEFT + (double) (WIDTH - LEFT - RIGHT) * (epoch - 1) / Math.max(1, epochs - 1);
    }

    double y(double value) {
      return top + HEIGHT * (high - Math.clamp(value, low, high)) / (high - low);
    }
  }

  private static Axis axis(List<MetricBand> bands, int top) {
    List<MetricBand.Point> points = bands.stream().flatMap(band -> band.points().stream()).toList();
    int epochs = points.stream().mapToInt(MetricBand.Point::epoch).max().orElse(1);
    double low = points.stream().mapToDouble(point -> point.value().value()).min().orElse(0);
    double high = points.stream().mapToDouble(point -> point.value().value()).max().orElse(1);
    double room = Math.max(0.02, 0.15 * (high - low));
    return new Axis(epochs, Math.max(0, low - room), Math.min(1.0, high + room), top);
  }

  private static void draw(DrawingBuilder sketch, Axis axis, String metric) {
    double right = WIDTH - RIGHT;
    for (double tick : Ticks.between(axis.low, axis.high, TICKS)) {
      double y = axis.y(tick);
      sketch.line(LEFT, y, right, y, Style.RULE, 1);
      sketch.words(LEFT - 8, y + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
    }
    double bottom = axis.top + HEIGHT;
    sketch.line(LEFT, bottom, right, bottom, Style.FAINT_INK, 1);
    for (double tick : Ticks.between(1, Math.max(2, axis.epochs), 8)) {
      int epoch = (int) Math.round(tick);
      if (Math.abs(tick - epoch) < 1e-9 && epoch >= 1 && epoch <= axis.epochs) {
        sketch.words(
            axis.x(epoch), bottom + 18, epoch + "", FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
      }
    }
    sketch.words(
        (LEFT + right) / 2, bottom + 38, "epoch", FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
    sketch.turned(
        DrawingBuilder.MARGIN + 10,
        axis.top + HEIGHT / 2.0,
        metric,
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE,
        -90);
  }

  private static void drawBand(DrawingBuilder sketch, Axis axis, MetricBand band) {
    if (band.points().size() < 2
        || band.points().stream().noneMatch(point -> point.value().hasInterval())) {
      return;
    }
    List<Point> outline = new ArrayList<>();
    band.points()
        .forEach(
            point -> outline.add(new Point(axis.x(point.epoch()), axis.y(point.value().high()))));
    band.points()
        .reversed()
        .forEach(
            point -> outline.add(new Point(axis.x(point.epoch()), axis.y(point.value().low()))));
    sketch.area(outline, light(band.arm()));
  }

  private static void drawLine(DrawingBuilder sketch, Axis axis, MetricBand band) {
    for (boolean upper : new boolean[] {true, false}) {
      List<Point> edge =
          band.points().stream()
              .filter(point -> point.value().hasInterval())
              .map(
                  point ->
                      new Point(
                          axis.x(point.epoch()),
                          axis.y(upper ? point.value().high() : point.value().low())))
              .toList();
      if (edge.size() > 1) {
        sketch.line(edge, light(band.arm()).darker(), THIN / 2);
      }
    }
    List<Point> line =
        band.points().stream()
            .map(point -> new Point(axis.x(point.epoch()), axis.y(point.value().value())))
            .toList();
    if (line.size() > 1) {
      sketch.line(line, ink(band.arm()), 2.2);
    }
    band.points()
        .forEach(
            point ->
                sketch.dot(
                    axis.x(point.epoch()),
                    axis.y(point.value().value()),
                    2.6,
                    ink(band.arm()),
                    "%s, epoch %d: %s"
                        .formatted(
                            band.arm().word(),
                            point.epoch(),
                            EstimateFormat.withInterval(point.value()))));
  }

  /** Names stand beside the ends of their lines, no closer than a line of text. */
  private static void labels(DrawingBuilder sketch, Axis axis, List<MetricBand> bands) {
    double learned = axis.y(bands.getFirst().points().getLast().value().value());
    double frozen = axis.y(bands.getLast().points().getLast().value().value());
    double push = Math.max(0, (APART - Math.abs(learned - frozen)) / 2);
    double sign = learned <= frozen ? -1 : 1;
    double x = WIDTH - RIGHT + 12.0;
    MetricBand first = bands.getFirst();
    MetricBand last = bands.getLast();
    sketch.words(
        x,
        learned + sign * push + 5,
        "θ learned",
        FontStyle.TEXT_BOLD,
        ink(first.arm()),
        Anchor.START);
    sketch.words(
        x,
        frozen - sign * push + 5,
        "θ frozen",
        FontStyle.TEXT_BOLD,
        ink(last.arm()),
        Anchor.START);
  }

  private static String told(List<MetricBand> bands) {
    StringBuilder told = new StringBuilder();
    for (MetricBand band : bands) {
      MetricBand.Point end = band.points().getLast();
      told.append(
          "θ %s reaches %s after %d epochs. "
              .formatted(band.arm().word(), EstimateFormat.withInterval(end.value()), end.epoch()));
    }
    return told.toString().strip();
  }
}

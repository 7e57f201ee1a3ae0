package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.Axes.EndLabel;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.text.EstimateFormat;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Learning curves of two arms: the mean over splits of the validation metric, with a band of its
 * interval where there are several.
 */
public final class ArmCurves {
  private static final int HEIGHT = 300;
  private static final int LEFT = 78;
  private static final int RIGHT = 120;

  private ArmCurves() {}

  /** Returns the colour of an arm. */
  static Color ink(Arm arm) {
    return switch (arm) {
      case LEARNED -> Palette.BLUE;
      case FROZEN -> Palette.ORANGE;
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
    List<JointFindings.MetricBand> bands = findings.curves();
    List<JointFindings.MetricBand.Point> points =
        bands.stream().flatMap(band -> band.points().stream()).toList();
    int epochs = points.stream().mapToInt(JointFindings.MetricBand.Point::epoch).max().orElse(1);
    double low = points.stream().mapToDouble(point -> point.value().value()).min().orElse(0);
    double high = points.stream().mapToDouble(point -> point.value().value()).max().orElse(1);
    double room = Math.max(0.02, 0.15 * (high - low));
    Figure figure =
        new Figure(
            "Learning curves of both arms",
            "%s on the validation side after every epoch, mean over splits; bands: 95 %% intervals over splits, where there are several.%s"
                .formatted(
                    MetricLabel.capital(metric),
                    findings.guess().map(guess -> " Dotted: " + guess.words() + ".").orElse("")));
    AxisScale x = AxisScale.linear(1, Math.max(2, epochs));
    Axes axes =
        figure
            .axes(
                LEFT,
                RIGHT,
                HEIGHT,
                x,
                AxisScale.linear(Math.max(0, low - room), Math.min(1.0, high + room)))
            .yTicks(6)
            .xTicks(x.ticks(8).stream().filter(tick -> tick.at() == Math.rint(tick.at())).toList())
            .frame()
            .xName("epoch")
            .yName(metric);
    findings.guess().ifPresent(guess -> axes.reference(guess.share(), guess.words()));
    bands.forEach(band -> drawBand(axes, band));
    bands.forEach(band -> drawLines(axes, band));
    axes.endLabels(
        bands.stream()
            .map(
                band ->
                    new EndLabel(
                        band.points().getLast().value().value(),
                        "θ " + band.arm().word(),
                        ink(band.arm())))
            .toList(),
        FontStyle.TEXT_BOLD,
        RIGHT);
    return figure.drawing(
        bands.stream()
            .map(
                band ->
                    "θ %s reaches %s after %d epochs."
                        .formatted(
                            band.arm().word(),
                            EstimateFormat.withInterval(band.points().getLast().value()),
                            band.points().getLast().epoch()))
            .collect(Collectors.joining(" ")));
  }

  private static List<Point> line(JointFindings.MetricBand band, ToDoubleFunction<Estimate> value) {
    return band.points().stream()
        .map(point -> new Point(point.epoch(), value.applyAsDouble(point.value())))
        .toList();
  }

  private static boolean hasBand(JointFindings.MetricBand band) {
    return band.points().size() > 1
        && band.points().stream().anyMatch(point -> point.value().hasInterval());
  }

  private static void drawBand(Axes axes, JointFindings.MetricBand band) {
    if (hasBand(band)) {
      axes.area(line(band, Estimate::high), line(band, Estimate::low), light(band.arm()));
    }
  }

  private static void drawLines(Axes axes, JointFindings.MetricBand band) {
    Color ink = ink(band.arm());
    if (hasBand(band)) {
      Pen edge = Pen.solid(light(band.arm()).darker(), 0.6);
      axes.line(line(band, Estimate::high), edge);
      axes.line(line(band, Estimate::low), edge);
    }
    axes.line(line(band, Estimate::value), Pen.solid(ink, 2.2));
    for (JointFindings.MetricBand.Point point : band.points()) {
      axes.dot(
          point.epoch(),
          point.value().value(),
          2.6,
          ink,
          "%s, epoch %d: %s"
              .formatted(
                  band.arm().word(), point.epoch(), EstimateFormat.withInterval(point.value())));
    }
  }
}

package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A metric against each parameter of a camera, in small plots with one scale: the range that is
 * tolerated, and the bounds with their confidence intervals.
 */
public final class ToleranceCurves {
  private static final int WIDTH = 1000;
  private static final int ACROSS = 3;
  private static final int LEFT = 56;
  private static final int PLOT = 250;
  private static final int HEIGHT = 130;
  private static final int ABOVE = 30;
  private static final int BELOW = 52;
  private static final double ROOM = 0.06;
  private static final Color TOLERATED = new Color(0xe3f1e3);
  private static final Color CONFIDENCE = new Color(0xf7dfcc);

  private ToleranceCurves() {}

  /**
   * Draws the curves, in their order.
   *
   * @param chance what a guess reaches of the metric; none where that is not known
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<ToleranceCurve> curves, Optional<ChanceLevel> chance) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("no curve was measured");
    }
    Figure figure =
        new Figure(
            WIDTH,
            "Effect of each camera parameter on the model",
            List.of(
                "%s against one parameter, all others at their defaults. Green: between the metric at the default and the tolerated limit; vertical lines: the bounds with their 95 %% intervals."
                    .formatted(
                        MetricLabel.capital(
                            MetricLabel.of(curves.getFirst().metric().toString())))));
    AxisScale metrics =
        AxisScale.around(
            curves.stream()
                .flatMapToDouble(
                    curve ->
                        DoubleStream.concat(
                            DoubleStream.of(curve.limit()),
                            curve.points().stream().mapToDouble(ToleranceCurve.Point::metric))),
            ROOM);
    for (int i = 0; i < curves.size(); i++) {
      double x = Figure.MARGIN + LEFT + (i % ACROSS) * (PLOT + LEFT + 10.0);
      double y = figure.top() + (i / ACROSS) * (ABOVE + HEIGHT + BELOW) + ABOVE;
      Axes axes = draw(figure, curves.get(i), x, y, metrics);
      chance.ifPresent(level -> axes.reference(level.share(), level.words()));
    }
    return figure
        .space(Math.ceilDiv(curves.size(), ACROSS) * (ABOVE + HEIGHT + BELOW))
        .drawing(
            curves.stream()
                .map(
                    curve ->
                        "%s is tolerated from %s."
                            .formatted(curve.parameter().name(), range(curve.interval())))
                .collect(Collectors.joining(" ")));
  }

  private static Axes draw(
      Figure figure, ToleranceCurve curve, double left, double top, AxisScale metrics) {
    CameraParameter parameter = curve.parameter();
    double from = parameter.place(parameter.lowest());
    AxisScale places = AxisScale.linear(from, from + parameter.span());
    Axes axes = new Axes(figure, left, top, PLOT, HEIGHT, places, metrics);
    figure.words(left, top - 10, parameter.name(), FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    axes.levels(curve.baseline(), curve.limit(), TOLERATED);
    axes.yTicks(4);
    drawBound(axes, parameter, curve.interval().low());
    drawBound(axes, parameter, curve.interval().high());
    axes.upright(parameter.place(parameter.usual()), Pen.solid(Style.FAINT_INK, 1));
    axes.line(
        curve.points().stream()
            .map(point -> new Point(parameter.place(point.value()), point.metric()))
            .toList(),
        Pen.solid(Palette.BLUE, 1.8));
    axes.xTicks(
            List.of(
                new Tick(places.low(), NumberText.signed(parameter.lowest(), 3)),
                new Tick(places.high(), NumberText.signed(parameter.highest(), 3))))
        .frame();
    figure.words(
        left,
        top + HEIGHT + 36,
        range(curve.interval()) + "; " + parameter.unit(),
        FontStyle.SMALL,
        Palette.ORANGE,
        Anchor.START);
    return axes;
  }

  private static void drawBound(Axes axes, CameraParameter parameter, ToleranceBound bound) {
    if (bound.hasInterval()) {
      axes.uprights(parameter.place(bound.low()), parameter.place(bound.high()), CONFIDENCE);
    }
    if (!bound.open()) {
      axes.upright(parameter.place(bound.value()), Pen.solid(Palette.ORANGE, 1.6));
    }
  }

  /** Returns the ends of an interval; one without a bound within the range is marked open. */
  static String range(ToleranceInterval interval) {
    return "%s to %s".formatted(end(interval.low()), end(interval.high()));
  }

  private static String end(ToleranceBound bound) {
    return NumberText.signed(bound.value(), 3) + (bound.open() ? " (open)" : "");
  }
}

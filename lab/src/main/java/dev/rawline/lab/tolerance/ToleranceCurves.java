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
import dev.rawline.workbench.plot.Symbol;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A metric against each parameter of a camera, in small plots with one scale: where it is
 * tolerated, where it exceeds the margin, and between both where it is undecided.
 */
public final class ToleranceCurves {
  private static final int WIDTH = 1000;
  private static final int ACROSS = 3;
  private static final int LEFT = 56;
  private static final int PLOT = 250;
  private static final int HEIGHT = 130;
  private static final int ABOVE = 30;
  private static final int BELOW = 68;
  private static final double ROOM = 0.06;
  private static final Color TOLERATED = new Color(0xcfe3f1);
  private static final Color EXCEEDED = new Color(0xf7d9c4);
  private static final double RADIUS = 3;

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
                "%s against one parameter, all others at their defaults. Blue, discs: tolerated, worse by significantly less than the margin (dashed line). Orange, squares and a vertical line: exceeded, worse by significantly more. White, diamonds: undecided."
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
                    curve -> "%s: %s.".formatted(curve.parameter().name(), range(curve.interval())))
                .collect(Collectors.joining(" ")));
  }

  private static Axes draw(
      Figure figure, ToleranceCurve curve, double left, double top, AxisScale metrics) {
    CameraParameter parameter = curve.parameter();
    double from = parameter.place(parameter.lowest());
    AxisScale places = AxisScale.linear(from, from + parameter.span());
    Axes axes = new Axes(figure, left, top, PLOT, HEIGHT, places, metrics);
    figure.words(left, top - 10, parameter.name(), FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    ToleranceInterval interval = curve.interval();
    axes.uprights(
        parameter.place(interval.low().value()),
        parameter.place(interval.high().value()),
        TOLERATED);
    drawBound(axes, parameter, interval.low(), interval.low().low(), places.low());
    drawBound(axes, parameter, interval.high(), interval.high().high(), places.high());
    axes.yTicks(4);
    axes.upright(parameter.place(parameter.usual()), Pen.solid(Style.FAINT_INK, 1));
    axes.level(curve.limit(), Pen.dashed(Style.FAINT_INK, 1));
    axes.line(
        curve.points().stream()
            .map(point -> new Point(parameter.place(point.value()), point.metric()))
            .toList(),
        Pen.solid(Style.FAINT_INK, 1.2));
    for (ToleranceOutcome outcome : ToleranceOutcome.values()) {
      axes.points(
          curve.points().stream()
              .filter(point -> point.outcome() == outcome)
              .map(point -> new Point(parameter.place(point.value()), point.metric()))
              .toList(),
          symbol(outcome),
          RADIUS,
          outcome == ToleranceOutcome.EXCEEDED
              ? Palette.ORANGE
              : outcome == ToleranceOutcome.TOLERATED ? Palette.BLUE : Style.INK);
    }
    axes.xTicks(
            List.of(
                new Tick(places.low(), NumberText.signed(parameter.lowest(), 3)),
                new Tick(places.high(), NumberText.signed(parameter.highest(), 3))))
        .frame();
    figure.words(
        left,
        top + HEIGHT + 36,
        tolerated(interval) + "; " + parameter.unit(),
        FontStyle.SMALL,
        Palette.BLUE,
        Anchor.START);
    figure.words(
        left, top + HEIGHT + 52, exceeded(interval), FontStyle.SMALL, Palette.ORANGE, Anchor.START);
    return axes;
  }

  private static void drawBound(
      Axes axes, CameraParameter parameter, ToleranceBound bound, double exceeded, double end) {
    if (!bound.open()) {
      axes.uprights(parameter.place(exceeded), end, EXCEEDED);
      axes.upright(parameter.place(exceeded), Pen.solid(Palette.ORANGE, 1.6));
    }
  }

  private static Symbol symbol(ToleranceOutcome outcome) {
    return switch (outcome) {
      case TOLERATED -> Symbol.CIRCLE;
      case UNDECIDED -> Symbol.DIAMOND;
      case EXCEEDED -> Symbol.SQUARE;
    };
  }

  /** Returns an interval in words: what is tolerated, and from where the margin is exceeded. */
  static String range(ToleranceInterval interval) {
    return tolerated(interval) + ", " + exceeded(interval);
  }

  private static String tolerated(ToleranceInterval interval) {
    double low = interval.low().value();
    double high = interval.high().value();
    return low == high
        ? "nothing shown to be tolerated"
        : "tolerated %s to %s".formatted(NumberText.signed(low, 3), NumberText.signed(high, 3));
  }

  private static String exceeded(ToleranceInterval interval) {
    List<String> exceeded = new ArrayList<>();
    if (!interval.low().open()) {
      exceeded.add("to " + NumberText.signed(interval.low().low(), 3));
    }
    if (!interval.high().open()) {
      exceeded.add("from " + NumberText.signed(interval.high().high(), 3));
    }
    return exceeded.isEmpty() ? "exceeded nowhere" : "exceeded " + String.join(" and ", exceeded);
  }
}

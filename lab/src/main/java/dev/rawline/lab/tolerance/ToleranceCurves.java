package dev.rawline.lab.tolerance;

import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.plot.XyPlot;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric against each parameter of a camera, in small plots of one height of axis: the band that
 * it may fall by, and the bounds with their confidence intervals.
 */
public final class ToleranceCurves {
  private static final int WIDTH = 1000;
  private static final int ACROSS = 3;
  private static final int LEFT = 56;
  private static final int PLOT = 250;
  private static final int HEIGHT = 130;
  private static final int ABOVE = 30;
  private static final int BELOW = 52;
  private static final int TICKS = 4;
  private static final double ROOM = 0.06;
  private static final Color CURVE = new Color(0x0072b2);
  private static final Color TOLERATED = new Color(0xe3f1e3);
  private static final Color BOUND = new Color(0xd55e00);
  private static final Color CONFIDENCE = new Color(0xf7dfcc);

  private ToleranceCurves() {}

  /**
   * Draws the curves, in their order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<ToleranceCurve> curves) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("no curve was measured");
    }
    String metric = MetricLabel.of(curves.getFirst().metric().toString());
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        sketch.header(
            "What each number of the camera does to the model",
            List.of(
                "%s against one number, all others as usual. Green: between the usual value's and the worst that is tolerated; upright lines: the bounds, their 95 %% intervals around them."
                    .formatted(metric)),
            WIDTH);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (ToleranceCurve curve : curves) {
      for (ToleranceCurve.Point point : curve.points()) {
        low = Math.min(low, Math.min(point.metric(), curve.limit()));
        high = Math.max(high, Math.max(point.metric(), curve.limit()));
      }
    }
    double room = ROOM * Math.max(high - low, 1e-6);
    for (int i = 0; i < curves.size(); i++) {
      int x = DrawingBuilder.MARGIN + LEFT + (i % ACROSS) * (PLOT + LEFT + 10);
      int y = top + (i / ACROSS) * (ABOVE + HEIGHT + BELOW) + ABOVE;
      new Plot(sketch, curves.get(i), x, y, low - room, high + room).draw();
    }
    int rows = Math.ceilDiv(curves.size(), ACROSS);
    return sketch.drawing(
        WIDTH,
        top + rows * (ABOVE + HEIGHT + BELOW) + DrawingBuilder.MARGIN,
        "What each number of the camera does to the model",
        told(curves));
  }

  /** One of the plots, whose inside begins at a place [px]. */
  private record Plot(
      DrawingBuilder sketch,
      ToleranceCurve curve,
      double left,
      double top,
      double low,
      double high) {

    private double x(double value) {
      CameraParameter parameter = curve.parameter();
      double from = parameter.place(parameter.lowest());
      return left + PLOT * (parameter.place(value) - from) / parameter.span();
    }

    private double y(double number) {
      return top + HEIGHT * (high - number) / (high - low);
    }

    void draw() {
      CameraParameter parameter = curve.parameter();
      sketch.words(left, top - 10, parameter.name(), FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
      double above = y(Math.max(curve.baseline(), curve.limit()));
      double below = y(Math.min(curve.baseline(), curve.limit()));
      sketch.fill(left, above, PLOT, Math.max(1, below - above), TOLERATED, "");
      for (double tick : Ticks.between(low, high, TICKS)) {
        sketch.line(left, y(tick), left + PLOT, y(tick), Style.RULE, 1);
        sketch.words(
            left - 6, y(tick) + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
      }
      drawBound(curve.interval().low());
      drawBound(curve.interval().high());
      double usual = x(parameter.usual());
      sketch.line(usual, top, usual, top + HEIGHT, Style.FAINT_INK, 1);
      List<Point> points = new ArrayList<>();
      for (ToleranceCurve.Point point : curve.points()) {
        points.add(new Point(x(point.value()), y(point.metric())));
      }
      if (points.size() > 1) {
        sketch.line(points, CURVE, 1.8);
      }
      sketch.frame(left, top, PLOT, HEIGHT, Style.RULE, 1);
      label(left, parameter.lowest(), Anchor.START);
      label(left + PLOT, parameter.highest(), Anchor.END);
      sketch.words(
          left,
          top + HEIGHT + 34,
          "%s to %s; %s"
              .formatted(
                  end(curve.interval().low()), end(curve.interval().high()), parameter.unit()),
          FontStyle.SMALL,
          BOUND,
          Anchor.START);
    }

    private void label(double at, double value, Anchor anchor) {
      sketch.words(
          at, top + HEIGHT + 16, NumberText.signed(value, 3), FontStyle.SMALL, Style.INK, anchor);
    }

    private void drawBound(ToleranceBound bound) {
      if (bound.hasInterval()) {
        double from = Math.min(x(bound.low()), x(bound.high()));
        double width = Math.abs(x(bound.high()) - x(bound.low()));
        sketch.fill(from, top, width, HEIGHT, CONFIDENCE, "");
      }
      if (!bound.open()) {
        sketch.line(x(bound.value()), top, x(bound.value()), top + HEIGHT, BOUND, 1.6);
      }
    }
  }

  /** Returns one end of an interval; an open one is said to be so. */
  static String end(ToleranceBound bound) {
    return NumberText.signed(bound.value(), 3) + (bound.open() ? " (open)" : "");
  }

  private static String told(List<ToleranceCurve> curves) {
    StringBuilder told = new StringBuilder();
    for (ToleranceCurve curve : curves) {
      told.append(
          "%s holds from %s to %s. "
              .formatted(
                  curve.parameter().name(),
                  end(curve.interval().low()),
                  end(curve.interval().high())));
    }
    return told.toString().strip();
  }
}

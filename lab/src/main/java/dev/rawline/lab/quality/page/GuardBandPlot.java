package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.EstimateFormat;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A mean with its interval among the limits and the spread of the reference, on one line: small
 * enough for a cell of a table. What lies beyond a limit is shaded; limits of several who set some
 * are marked in strips, the first on top.
 */
final class GuardBandPlot {
  static final int WIDTH = 280;
  static final int HEIGHT = 36;

  /** Nearly all images of the reference lie within two standard deviations. */
  static final double DEVIATIONS = 2;

  private static final int SIDE = 9;
  private static final int EDGE = 2;
  private static final double ROOM = 0.08;
  private static final double MIDDLE = HEIGHT / 2.0;
  private static final double BAND = 5;
  private static final double DOT = 4.5;

  /** A limit farther away than this multiple of the width of all else is not drawn to scale. */
  private static final double FAR = 1.5;

  private static final Color GROUND = new Color(0xf1f4f6);
  private static final Color BEYOND = new Color(0xf3d3bf);
  private static final Color REFERENCE = new Color(0xa3bccb);

  private GuardBandPlot() {}

  /** Draws a number among its limits. */
  static Drawing of(JudgedNumber number) {
    Estimate incoming = number.estimate();
    List<AcceptanceLimits> limits = number.limits();
    DrawingBuilder sketch = new DrawingBuilder();
    AxisScale scale = scale(number);
    Axes line = strip(sketch, scale, 0, 1);
    sketch.fill(SIDE, EDGE, line.width(), line.height(), GROUND, "");
    for (int i = 0; i < limits.size(); i++) {
      Axes strip = strip(sketch, scale, i, limits.size());
      if (holds(scale, limits.get(i).low())) {
        strip.uprights(scale.low(), limits.get(i).low(), BEYOND);
      }
      if (holds(scale, limits.get(i).high())) {
        strip.uprights(limits.get(i).high(), scale.high(), BEYOND);
      }
    }
    number
        .spread()
        .ifPresent(
            spread -> {
              double from = line.x(spread.mean() - DEVIATIONS * spread.deviation());
              double to = line.x(spread.mean() + DEVIATIONS * spread.deviation());
              double width = Math.max(2, to - from);
              sketch.fill(from, MIDDLE - BAND, width, 2 * BAND, REFERENCE, "");
              double mean = line.x(spread.mean());
              sketch.line(mean, MIDDLE - BAND, mean, MIDDLE + BAND, Style.FAINT_INK, 1);
            });
    for (int i = 0; i < limits.size(); i++) {
      Axes strip = strip(sketch, scale, i, limits.size());
      mark(strip, limits.get(i).low(), 1);
      mark(strip, limits.get(i).high(), -1);
    }
    if (incoming.hasInterval()) {
      sketch.interval(line.x(incoming.low()), line.x(incoming.high()), MIDDLE, 4, Style.INK, 1.8);
    }
    double x = line.x(incoming.value());
    number
        .judged()
        .ifPresentOrElse(
            verdict -> new VerdictMark(verdict).draw(sketch, x, MIDDLE, DOT),
            () -> sketch.dot(x, MIDDLE, DOT - 1, Style.INK, ""));
    return sketch.drawing(WIDTH, HEIGHT, number.label(), description(number));
  }

  /** Returns the scale of a number and all that is drawn with it. */
  private static AxisScale scale(JudgedNumber number) {
    Estimate incoming = number.estimate();
    List<AcceptanceLimits> limits = number.limits();
    List<Double> ends = new ArrayList<>(List.of(incoming.low(), incoming.high()));
    number
        .spread()
        .ifPresent(
            spread -> {
              ends.add(spread.mean() - DEVIATIONS * spread.deviation());
              ends.add(spread.mean() + DEVIATIONS * spread.deviation());
            });
    finite(limits.stream().mapToDouble(AcceptanceLimits::low)).max().ifPresent(ends::add);
    finite(limits.stream().mapToDouble(AcceptanceLimits::high)).min().ifPresent(ends::add);
    double low = Collections.min(ends);
    double high = Collections.max(ends);
    double far = FAR * (high - low);
    limits.stream()
        .flatMapToDouble(each -> DoubleStream.of(each.low(), each.high()))
        .filter(limit -> limit >= low - far && limit <= high + far)
        .forEach(ends::add);
    double span = Collections.max(ends) - Collections.min(ends);
    double room = ROOM * (span > 0 ? span : Math.max(1e-12, Math.abs(high)));
    return AxisScale.linear(Collections.min(ends) - room, Collections.max(ends) + room);
  }

  private static DoubleStream finite(DoubleStream limits) {
    return limits.filter(Double::isFinite);
  }

  private static boolean holds(AxisScale scale, double value) {
    return value >= scale.low() && value <= scale.high();
  }

  /** Returns the strip of the limits of one source: the whole height where there is no other. */
  private static Axes strip(DrawingBuilder sketch, AxisScale scale, int place, int of) {
    double height = (HEIGHT - 2.0 * EDGE) / of;
    return new Axes(
        sketch,
        SIDE,
        EDGE + place * height,
        WIDTH - 2.0 * SIDE,
        height,
        scale,
        AxisScale.linear(0, 1));
  }

  /** A bracket that opens to the side on which values are allowed; an arrow to a limit far away. */
  private static void mark(Axes strip, double limit, int inward) {
    if (Double.isFinite(limit) && !holds(strip.xScale(), limit)) {
      double middle = (strip.top() + strip.bottom()) / 2;
      double end = inward > 0 ? strip.left() + 3 : strip.right() - 3;
      strip
          .sketch()
          .line(
              List.of(
                  new Point(end + 4.0 * inward, middle - 4),
                  new Point(end, middle),
                  new Point(end + 4.0 * inward, middle + 4)),
              Style.FAINT_INK,
              1.4);
    } else if (Double.isFinite(limit)) {
      double x = strip.x(limit);
      double end = x + 4.0 * inward;
      strip
          .sketch()
          .line(
              List.of(
                  new Point(end, strip.top() + 1),
                  new Point(x, strip.top() + 1),
                  new Point(x, strip.bottom() - 1),
                  new Point(end, strip.bottom() - 1)),
              Style.INK,
              1.6);
    }
  }

  private static String description(JudgedNumber number) {
    StringBuilder text = new StringBuilder(EstimateFormat.withInterval(number.estimate()));
    for (AcceptanceLimits each : number.limits()) {
      text.append("; ").append(each.source()).append(": ").append(each);
    }
    number.judged().ifPresent(verdict -> text.append("; ").append(verdict.word()));
    return text.toString();
  }
}

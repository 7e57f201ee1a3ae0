package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.JudgedNumber.Spread;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.EstimateFormat;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** A limit that is so many times as far away as all else is wide is not drawn to scale. */
  private static final double FAR = 1.5;

  private static final Color GROUND = new Color(0xf1f4f6);
  private static final Color BEYOND = new Color(0xf3d3bf);
  private static final Color REFERENCE = new Color(0xa3bccb);

  private GuardBandPlot() {}

  /** Draws a number among its limits. */
  static Drawing of(JudgedNumber number) {
    Optional<Spread> reference = number.spread();
    IntervalEstimate incoming = number.estimate();
    List<AcceptanceLimits> limits = number.limits();
    Line line = Line.of(reference, incoming, limits);
    DrawingBuilder sketch = new DrawingBuilder();
    sketch.fill(SIDE, EDGE, WIDTH - 2 * SIDE, HEIGHT - 2 * EDGE, GROUND, "");
    for (int i = 0; i < limits.size(); i++) {
      beyond(sketch, line, limits.get(i), Strip.of(i, limits.size()));
    }
    reference.ifPresent(
        spread -> {
          double from = line.x(spread.mean() - DEVIATIONS * spread.deviation());
          double to = line.x(spread.mean() + DEVIATIONS * spread.deviation());
          double width = Math.max(2, to - from);
          sketch.fill(from, MIDDLE - BAND, width, 2 * BAND, REFERENCE, "");
          double mean = line.x(spread.mean());
          sketch.line(mean, MIDDLE - BAND, mean, MIDDLE + BAND, Style.FAINT_INK, 1);
        });
    for (int i = 0; i < limits.size(); i++) {
      Strip strip = Strip.of(i, limits.size());
      mark(sketch, line, limits.get(i).low(), 1, strip);
      mark(sketch, line, limits.get(i).high(), -1, strip);
    }
    double low = line.x(incoming.low());
    double high = line.x(incoming.high());
    if (incoming.hasInterval()) {
      sketch.interval(low, high, MIDDLE, 4, Style.INK, 1.8);
    }
    double x = line.x(incoming.value());
    number
        .judged()
        .ifPresentOrElse(
            verdict -> VerdictMark.draw(sketch, verdict, x, MIDDLE, DOT),
            () -> sketch.dot(x, MIDDLE, DOT - 1, Style.INK, ""));
    return sketch.drawing(WIDTH, HEIGHT, number.label(), description(number));
  }

  /** The places of numbers [px]. */
  private record Line(double low, double high) {
    static Line of(
        Optional<Spread> reference, IntervalEstimate incoming, List<AcceptanceLimits> limits) {
      List<Double> ends = new ArrayList<>(List.of(incoming.low(), incoming.high()));
      reference.ifPresent(
          spread -> {
            ends.add(spread.mean() - DEVIATIONS * spread.deviation());
            ends.add(spread.mean() + DEVIATIONS * spread.deviation());
          });
      finite(limits.stream().mapToDouble(AcceptanceLimits::low)).max().ifPresent(ends::add);
      finite(limits.stream().mapToDouble(AcceptanceLimits::high)).min().ifPresent(ends::add);
      double low = least(ends);
      double high = most(ends);
      double far = FAR * (high - low);
      limits.stream()
          .flatMapToDouble(each -> DoubleStream.of(each.low(), each.high()))
          .filter(limit -> limit >= low - far && limit <= high + far)
          .forEach(ends::add);
      double span = most(ends) - least(ends);
      double room = ROOM * (span > 0 ? span : Math.max(1e-12, Math.abs(high)));
      return new Line(least(ends) - room, most(ends) + room);
    }

    private static DoubleStream finite(DoubleStream limits) {
      return limits.filter(Double::isFinite);
    }

    private static double least(List<Double> ends) {
      return ends.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static double most(List<Double> ends) {
      return ends.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    boolean holds(double value) {
      return value >= low && value <= high;
    }

    double x(double value) {
      return SIDE + (WIDTH - 2 * SIDE) * (value - low) / (high - low);
    }
  }

  /** The strip of the line's height of the limits of one source: all of it where there is no other. */
  private record Strip(double top, double bottom) {
    static Strip of(int place, int of) {
      double height = (HEIGHT - 2.0 * EDGE) / of;
      return new Strip(EDGE + place * height, EDGE + (place + 1) * height);
    }
  }

  private static void beyond(
      DrawingBuilder sketch, Line line, AcceptanceLimits limits, Strip strip) {
    double height = strip.bottom - strip.top;
    if (line.holds(limits.low())) {
      double to = line.x(limits.low());
      sketch.fill(SIDE, strip.top, to - SIDE, height, BEYOND, "");
    }
    if (line.holds(limits.high())) {
      double from = line.x(limits.high());
      sketch.fill(from, strip.top, WIDTH - SIDE - from, height, BEYOND, "");
    }
  }

  /** A bracket that opens to the side on which values are allowed. */
  private static void mark(
      DrawingBuilder sketch, Line line, double limit, int inward, Strip strip) {
    if (Double.isFinite(limit) && !line.holds(limit)) {
      double middle = (strip.top + strip.bottom) / 2;
      double end = inward > 0 ? SIDE + 3.0 : WIDTH - SIDE - 3.0;
      sketch.line(
          List.of(
              new Point(end + 4.0 * inward, middle - 4),
              new Point(end, middle),
              new Point(end + 4.0 * inward, middle + 4)),
          Style.FAINT_INK,
          1.4);
    } else if (Double.isFinite(limit)) {
      double x = line.x(limit);
      double end = x + 4.0 * inward;
      sketch.line(
          List.of(
              new Point(end, strip.top + 1),
              new Point(x, strip.top + 1),
              new Point(x, strip.bottom - 1),
              new Point(end, strip.bottom - 1)),
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

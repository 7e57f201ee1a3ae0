package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.page.ControlChart.Point;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * Control charts, a small plot a quantity: above the values about their centre, below the chart as
 * a share of its limit. A diamond is where an alarm begins, a bar below it shows how long it lasts.
 *
 * <p>Of many images the values are drawn as a band from the least to the largest of some in a row.
 */
public final class ControlChartPlot {
  private static final int WIDTH = 1000;
  private static final int ACROSS = 2;
  private static final int LEFT = 66;
  private static final int PLOT = 398;
  private static final int VALUES = 96;
  private static final int SUMS = 70;
  private static final int BETWEEN = 8;
  private static final int ABOVE = 44;
  private static final int BELOW = 56;
  private static final double ROOM = 0.1;

  /** More images than that are drawn as a band [images]. */
  private static final int MANY = 400;

  private static final int BINS = 200;
  private static final int TICKS = 5;
  private static final double MOST_SHARE = 4;
  private static final int BAR = 5;
  private static final String BEGINS = "an alarm begins";
  private static final String LASTS = "it lasts";

  private static final Color VALUE = new Color(0x0072b2);
  private static final Color BAND = new Color(0x9cc3dd);
  private static final Color ALARM = new Color(0xd55e00);
  private static final Color LIMIT = new Color(0x8a4a20);
  private static final Color PATH = new Color(0x009e73);
  private static final String TITLE = "Control charts";

  private ControlChartPlot() {}

  /**
   * Draws charts, in their order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Drawing of(List<ControlChart> charts) {
    if (charts.isEmpty()) {
      throw new IllegalArgumentException("no quantity was charted");
    }
    DrawingBuilder sketch = new DrawingBuilder();
    int top = sketch.header(TITLE, List.of(words(charts)), WIDTH);
    top = legend(sketch, charts, top + 24) + 8;
    int height = ABOVE + VALUES + BETWEEN + SUMS + BELOW;
    for (int i = 0; i < charts.size(); i++) {
      int x = DrawingBuilder.MARGIN + LEFT + (i % ACROSS) * (PLOT + LEFT + 18);
      int y = top + (i / ACROSS) * height + ABOVE;
      new Panel(sketch, charts.get(i), x, y).draw();
    }
    int rows = Math.ceilDiv(charts.size(), ACROSS);
    return sketch.drawing(WIDTH, top + rows * height + 4, TITLE, description(charts));
  }

  private static String words(List<ControlChart> charts) {
    boolean many = charts.stream().anyMatch(chart -> chart.points().size() > MANY);
    return "Values of images in the order in which they came; grey line: the reference%s. Below: the control chart as a share of its limit, drawn up to %s times the limit."
        .formatted(
            many ? "; band: the least to the largest of some in a row" : "",
            NumberText.plain(MOST_SHARE));
  }

  private static int legend(DrawingBuilder sketch, List<ControlChart> charts, int y) {
    double x = DrawingBuilder.MARGIN;
    String scheme = charts.getFirst().scheme();
    sketch.line(dash(x, y), PATH, 2.2);
    sketch.words(x + 38, y, scheme, FontStyle.TEXT, Style.INK, Anchor.START);
    x += 38 + FontStyle.TEXT.width(scheme) + 28;
    if (charts.stream().anyMatch(chart -> !chart.alarms().isEmpty())) {
      diamond(sketch, x + 6, y - 5.0, 6);
      sketch.words(x + 18, y, BEGINS, FontStyle.TEXT, Style.INK, Anchor.START);
      x += 18 + FontStyle.TEXT.width(BEGINS) + 28;
      sketch.fill(x, y - 7.0, 30, BAR, ALARM, "");
      sketch.words(x + 38, y, LASTS, FontStyle.TEXT, Style.INK, Anchor.START);
      x += 38 + FontStyle.TEXT.width(LASTS) + 28;
    }
    sketch.dashed(dash(x, y), LIMIT, 1.2);
    sketch.words(x + 38, y, "limit", FontStyle.TEXT, Style.INK, Anchor.START);
    return y;
  }

  private static List<Mark.Point> dash(double x, int y) {
    return List.of(new Mark.Point(x, y - 5.0), new Mark.Point(x + 30, y - 5.0));
  }

  private static void diamond(DrawingBuilder sketch, double x, double y, double r) {
    sketch.area(
        List.of(
            new Mark.Point(x, y - r),
            new Mark.Point(x + r, y),
            new Mark.Point(x, y + r),
            new Mark.Point(x - r, y)),
        ALARM);
  }

  /** One chart, whose values begin at a place [px]. */
  private record Panel(DrawingBuilder sketch, ControlChart chart, double left, double top) {
    private double from() {
      return chart.points().getFirst().image();
    }

    private double to() {
      return chart.points().getLast().image();
    }

    double x(double at) {
      return left + 6 + (PLOT - 12) * (to() > from() ? (at - from()) / (to() - from()) : 0.5);
    }

    void draw() {
      sketch.words(
          left,
          top - 26,
          FontStyle.TEXT_BOLD.fitting(
              "%s [%s]".formatted(chart.quantity().means(), chart.quantity().unit()), PLOT),
          FontStyle.TEXT_BOLD,
          Style.INK,
          Anchor.START);
      drawValues();
      drawSums(top + VALUES + BETWEEN);
      double bottom = top + VALUES + BETWEEN + SUMS;
      drawAxis(bottom);
      if (!chart.alarms().isEmpty()) {
        first(bottom);
      }
    }

    private void first(double bottom) {
      int place = chart.alarms().getFirst();
      Point seen = chart.points().get(place);
      double x = x(seen.image());
      sketch.dashed(List.of(new Mark.Point(x, top - 6), new Mark.Point(x, bottom)), ALARM, 1);
      String words =
          "first alarm: %s; %d of %d images signal"
              .formatted(
                  FontStyle.SMALL.fitting(seen.label(), 170),
                  chart.alarms().size(),
                  chart.points().size());
      boolean right = x + FontStyle.SMALL.width(words) > left + PLOT;
      boolean fits = x - FontStyle.SMALL.width(words) >= left;
      sketch.words(
          right ? (fits ? x : left + PLOT) : x,
          top - 9,
          words,
          FontStyle.SMALL,
          LIMIT,
          right ? Anchor.END : Anchor.START);
    }

    private void drawValues() {
      double low = chart.centre();
      double high = chart.centre();
      for (Point seen : chart.points()) {
        low = Math.min(low, seen.value());
        high = Math.max(high, seen.value());
      }
      double room = ROOM * Math.max(high - low, 1e-9 * Math.max(1, Math.abs(high)));
      Strip strip = new Strip(top, VALUES, low - room, high + room);
      strip.grid(this, strip.ticks());
      sketch.line(
          left, strip.y(chart.centre()), left + PLOT, strip.y(chart.centre()), Style.FAINT_INK, 1);
      if (chart.points().size() > MANY) {
        drawBand(strip);
      } else {
        double radius = chart.points().size() > 100 ? 1.6 : 2.6;
        for (Point seen : chart.points()) {
          sketch.dot(x(seen.image()), strip.y(seen.value()), radius, VALUE, note(seen));
        }
      }
      drawAlarms(strip);
      sketch.frame(left, top, PLOT, VALUES, Style.RULE, 1);
    }

    /** Alarms of images in a row are one alarm. */
    private void drawAlarms(Strip strip) {
      List<Integer> alarms = chart.alarms();
      int from = 0;
      for (int i = 1; i <= alarms.size(); i++) {
        if (i == alarms.size() || alarms.get(i) != alarms.get(i - 1) + 1) {
          Point first = chart.points().get(alarms.get(from));
          Point last = chart.points().get(alarms.get(i - 1));
          double width = Math.max(2, x(last.image()) - x(first.image()));
          sketch.fill(
              x(first.image()),
              top + VALUES - BAR,
              width,
              BAR,
              ALARM,
              "alarm from %s to %s".formatted(first.label(), last.label()));
          diamond(sketch, x(first.image()), strip.y(first.value()), 5);
          from = i;
        }
      }
    }

    private String note(Point seen) {
      return "%s: %s %s"
          .formatted(seen.label(), NumberText.signed(seen.value(), 4), chart.quantity().unit())
          .strip();
    }

    private void limit(double y) {
      sketch.dashed(List.of(new Mark.Point(left, y), new Mark.Point(left + PLOT, y)), LIMIT, 1.2);
    }

    private void drawBand(Strip strip) {
      List<Mark.Point> above = new ArrayList<>();
      List<Mark.Point> below = new ArrayList<>();
      List<Mark.Point> means = new ArrayList<>();
      int count = chart.points().size();
      for (int bin = 0; bin < BINS; bin++) {
        List<Point> some =
            chart
                .points()
                .subList((int) ((long) bin * count / BINS), (int) ((bin + 1L) * count / BINS));
        double x = x(Math.floorDiv(some.getFirst().image() + some.getLast().image(), 2));
        double least = some.stream().mapToDouble(Point::value).min().orElseThrow();
        double most = some.stream().mapToDouble(Point::value).max().orElseThrow();
        double mean = some.stream().mapToDouble(Point::value).average().orElseThrow();
        above.add(new Mark.Point(x, strip.y(most)));
        below.add(new Mark.Point(x, strip.y(least)));
        means.add(new Mark.Point(x, strip.y(mean)));
      }
      List<Mark.Point> around = new ArrayList<>(above);
      around.addAll(below.reversed());
      sketch.area(around, BAND);
      sketch.line(means, VALUE, 1.2);
    }

    private void drawSums(double from) {
      double reach = 1.25;
      reach = Math.clamp(1.1 * chart.nearest(), reach, MOST_SHARE);
      Strip strip = new Strip(from, SUMS, -reach, reach);
      strip.grid(this, reach > 2 ? List.of(-2.0, 0.0, 2.0) : List.of(-1.0, 0.0, 1.0));
      limit(strip.y(1));
      limit(strip.y(-1));
      sketch.line(course(strip), PATH, 2.2);
      sketch.frame(left, from, PLOT, SUMS, Style.RULE, 1);
    }

    /** Of many values the least and the largest of some in a row, so that none is hidden. */
    private List<Mark.Point> course(Strip strip) {
      List<Mark.Point> points = new ArrayList<>();
      int count = chart.points().size();
      int bins = count > MANY ? BINS : count;
      for (int bin = 0; bin < bins; bin++) {
        int from = (int) ((long) bin * count / bins);
        int to = (int) ((bin + 1L) * count / bins);
        int least = from;
        int most = from;
        for (int i = from; i < to; i++) {
          least = chart.share(i) < chart.share(least) ? i : least;
          most = chart.share(i) > chart.share(most) ? i : most;
        }
        points.add(point(Math.min(least, most), strip));
        if (least != most) {
          points.add(point(Math.max(least, most), strip));
        }
      }
      return points;
    }

    private Mark.Point point(int place, Strip strip) {
      return new Mark.Point(x(chart.points().get(place).image()), strip.y(chart.share(place)));
    }

    private void drawAxis(double bottom) {
      Ruler ruler = Ruler.ofNumbers(from(), to());
      double right = Double.NEGATIVE_INFINITY;
      for (Tick tick : ruler.ticks()) {
        double half = FontStyle.SMALL.width(tick.words()) / 2;
        double middle = Math.clamp(x(tick.at()), left - 20 + half, left + PLOT + 10 - half);
        sketch.line(x(tick.at()), bottom, x(tick.at()), bottom + 4, Style.FAINT_INK, 1);
        if (middle - half > right + 8) {
          sketch.words(
              middle, bottom + 17, tick.words(), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
          right = middle + half;
        }
      }
      sketch.words(
          left + PLOT / 2.0,
          bottom + 35,
          ruler.name(),
          FontStyle.SMALL,
          Style.FAINT_INK,
          Anchor.MIDDLE);
    }
  }

  /** The marks of an axis. */
  private record Ruler(String name, List<Tick> ticks) {
    static Ruler ofNumbers(double from, double to) {
      List<Double> numbers = from == to ? List.of(from) : Ticks.between(from, to, 6);
      return new Ruler(
          "image",
          numbers.stream()
              .filter(number -> number == Math.rint(number))
              .map(number -> new Tick(number, NumberText.plain(number)))
              .toList());
    }
  }

  private record Tick(double at, String words) {}

  /** The places of numbers in one strip of a chart [px]. */
  private record Strip(double top, double height, double low, double high) {
    double y(double value) {
      return top + height * (high - Math.clamp(value, low, high)) / (high - low);
    }

    /** A range between round numbers may hold one of them alone; then finer ones are taken. */
    List<Double> ticks() {
      List<Double> few = Ticks.between(low, high, TICKS);
      return few.size() > 2 ? few : Ticks.between(low, high, 2 * TICKS);
    }

    void grid(Panel panel, List<Double> ticks) {
      for (double tick : ticks) {
        panel.sketch.line(panel.left, y(tick), panel.left + PLOT, y(tick), Style.RULE, 1);
        panel.sketch.words(
            panel.left - 6,
            y(tick) + 4,
            NumberText.plain(tick),
            FontStyle.SMALL,
            Style.INK,
            Anchor.END);
      }
    }
  }

  private static String description(List<ControlChart> charts) {
    List<String> all = new ArrayList<>();
    for (ControlChart chart : charts) {
      all.add(
          chart.alarms().isEmpty()
              ? chart.quantity().means()
                  + ": no alarm in %d images".formatted(chart.points().size())
              : "%s: first alarm at %s"
                  .formatted(
                      chart.quantity().means(),
                      chart.points().get(chart.alarms().getFirst()).label()));
    }
    return String.join("; ", all) + ".";
  }
}

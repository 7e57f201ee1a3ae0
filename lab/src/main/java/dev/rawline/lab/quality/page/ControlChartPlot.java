package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.check.ControlChart.Point;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

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
  private static final int BELOW = 62;
  private static final double ROOM = 0.1;

  /** More images than that are drawn as a band [images]. */
  private static final int MANY = 400;

  private static final int BINS = 200;
  private static final int TICKS = 5;
  private static final double LEAST_SHARE = 1.25;
  private static final double MOST_SHARE = 4;
  private static final int BAR = 5;

  private static final Color BAND = new Color(0x9cc3dd);
  private static final Color ALARM = Palette.ORANGE;
  private static final Pen LIMIT = Pen.dashed(new Color(0x8a4a20), 1.2);
  private static final Pen COURSE = Pen.solid(Palette.GREEN, 2.2);
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
    boolean alarms = charts.stream().anyMatch(chart -> !chart.alarms().isEmpty());
    Figure figure =
        new Figure(WIDTH, TITLE, List.of(words(charts)))
            .legend(
                Figure.MARGIN,
                List.of(
                    LegendKey.line(charts.getFirst().scheme(), COURSE),
                    LegendKey.points(alarms ? "alarm begins" : "", Symbol.DIAMOND, ALARM),
                    LegendKey.area(alarms ? "alarm continues" : "", ALARM),
                    LegendKey.line("limit", LIMIT)))
            .space(8);
    int height = ABOVE + VALUES + BETWEEN + SUMS + BELOW;
    for (int i = 0; i < charts.size(); i++) {
      double left = Figure.MARGIN + LEFT + (i % ACROSS) * (double) (PLOT + LEFT + 18);
      draw(figure, charts.get(i), left, figure.top() + ABOVE);
      if (i % ACROSS == ACROSS - 1 || i == charts.size() - 1) {
        figure.space(height);
      }
    }
    return figure.drawing(description(charts));
  }

  private static String words(List<ControlChart> charts) {
    boolean many = charts.stream().anyMatch(chart -> chart.points().size() > MANY);
    return "Values of images in order of arrival; grey line: the reference%s. Below: the control chart as a share of its limit, drawn up to %s times the limit."
        .formatted(
            many ? "; band: the least to the largest of some in a row" : "",
            NumberText.plain(MOST_SHARE));
  }

  /** Draws one chart, whose values begin at a place [px]. */
  private static void draw(Figure figure, ControlChart chart, double left, double top) {
    double from = chart.points().getFirst().image();
    double to = chart.points().getLast().image();
    double room = Math.max(0.5, 0.015 * (to - from));
    AxisScale images = AxisScale.linear(from - room, to + room);
    AxisScale levels =
        AxisScale.around(
            DoubleStream.concat(
                DoubleStream.of(chart.centre()), chart.points().stream().mapToDouble(Point::value)),
            ROOM);
    double reach = Math.clamp(1.1 * chart.nearest(), LEAST_SHARE, MOST_SHARE);
    Axes values = new Axes(figure, left, top, PLOT, VALUES, images, levels);
    Axes sums =
        new Axes(
            figure,
            left,
            values.bottom() + BETWEEN,
            PLOT,
            SUMS,
            images,
            AxisScale.linear(-reach, reach));
    figure.words(
        left,
        top - 26,
        FontStyle.TEXT_BOLD.fitting(
            "%s [%s]".formatted(chart.quantity().means(), chart.quantity().unit()), PLOT),
        FontStyle.TEXT_BOLD,
        Style.INK,
        Anchor.START);
    drawValues(values, chart);
    sums.yTicks(TICKS)
        .xTicks(images.ticks(6).stream().filter(tick -> tick.at() == Math.rint(tick.at())).toList())
        .xName("image")
        .frame();
    sums.level(1, LIMIT);
    sums.level(-1, LIMIT);
    sums.line(course(chart), COURSE);
    if (!chart.alarms().isEmpty()) {
      writeFirst(values, sums.bottom(), chart);
    }
  }

  private static void writeFirst(Axes axes, double bottom, ControlChart chart) {
    Point seen = chart.points().get(chart.alarms().getFirst());
    double x = axes.x(seen.image());
    axes.sketch()
        .dashed(List.of(new Mark.Point(x, axes.top() - 6), new Mark.Point(x, bottom)), ALARM, 1);
    String words =
        "first alarm: %s; %d of %d images signal"
            .formatted(
                FontStyle.SMALL.fitting(seen.label(), 170),
                chart.alarms().size(),
                chart.points().size());
    boolean right = x + FontStyle.SMALL.width(words) > axes.right();
    boolean fits = x - FontStyle.SMALL.width(words) >= axes.left();
    axes.sketch()
        .words(
            right && !fits ? axes.right() : x,
            axes.top() - 9,
            words,
            FontStyle.SMALL,
            LIMIT.colour(),
            right ? Anchor.END : Anchor.START);
  }

  private static void drawValues(Axes axes, ControlChart chart) {
    // A range between round numbers may hold one of them alone; then finer ones are taken.
    axes.yTicks(axes.yScale().ticks(TICKS).size() > 2 ? TICKS : 2 * TICKS);
    axes.level(chart.centre(), Pen.solid(Style.FAINT_INK, 1));
    if (chart.points().size() > MANY) {
      drawBand(axes, chart);
    } else {
      double radius = chart.points().size() > 100 ? 1.6 : 2.6;
      for (Point seen : chart.points()) {
        axes.dot(seen.image(), seen.value(), radius, Palette.BLUE, note(chart, seen));
      }
    }
    drawAlarms(axes, chart);
    axes.frame();
  }

  /** Alarms of images in a row are one alarm. */
  private static void drawAlarms(Axes axes, ControlChart chart) {
    List<Integer> alarms = chart.alarms();
    int from = 0;
    for (int i = 1; i <= alarms.size(); i++) {
      if (i == alarms.size() || alarms.get(i) != alarms.get(i - 1) + 1) {
        Point first = chart.points().get(alarms.get(from));
        Point last = chart.points().get(alarms.get(i - 1));
        double x = axes.x(first.image());
        axes.sketch()
            .fill(
                x,
                axes.bottom() - BAR,
                Math.max(2, axes.x(last.image()) - x),
                BAR,
                ALARM,
                "alarm from %s to %s".formatted(first.label(), last.label()));
        axes.points(
            List.of(new Mark.Point(first.image(), first.value())), Symbol.DIAMOND, 4, ALARM);
        from = i;
      }
    }
  }

  private static String note(ControlChart chart, Point seen) {
    return "%s: %s %s"
        .formatted(seen.label(), NumberText.signed(seen.value(), 4), chart.quantity().unit())
        .strip();
  }

  private static void drawBand(Axes axes, ControlChart chart) {
    List<Mark.Point> above = new ArrayList<>();
    List<Mark.Point> below = new ArrayList<>();
    List<Mark.Point> means = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      List<Point> some = bin(chart, bin, BINS);
      double at = Math.floorDiv(some.getFirst().image() + some.getLast().image(), 2);
      var values = some.stream().mapToDouble(Point::value).summaryStatistics();
      above.add(new Mark.Point(at, values.getMax()));
      below.add(new Mark.Point(at, values.getMin()));
      means.add(new Mark.Point(at, values.getAverage()));
    }
    axes.area(above, below, BAND);
    axes.line(means, Pen.solid(Palette.BLUE, 1.2));
  }

  private static List<Point> bin(ControlChart chart, int bin, int bins) {
    long count = chart.points().size();
    return chart.points().subList((int) (bin * count / bins), (int) ((bin + 1) * count / bins));
  }

  /** Of many values the least and the largest of some in a row, so that none is hidden. */
  private static List<Mark.Point> course(ControlChart chart) {
    List<Mark.Point> points = new ArrayList<>();
    int bins = chart.points().size() > MANY ? BINS : chart.points().size();
    for (int bin = 0; bin < bins; bin++) {
      List<Point> some = bin(chart, bin, bins);
      Point least = Collections.min(some, Comparator.comparingDouble(Point::level));
      Point most = Collections.max(some, Comparator.comparingDouble(Point::level));
      Stream.of(least, most)
          .distinct()
          .sorted(Comparator.comparingInt(Point::image))
          .map(each -> new Mark.Point(each.image(), each.level() / chart.limit()))
          .forEach(points::add);
    }
    return points;
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

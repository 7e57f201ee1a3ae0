package dev.rawline.lab.forensics;

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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The metric of the worst camera that was found, against how far its pictures are from those of the
 * default camera, a line for each group of numbers; and what random draws found, as faint dots.
 */
public final class ClosenessPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int LEFT = 84;
  private static final int RIGHT = 190;
  private static final int LINE = 18;
  private static final double ROOM = 0.08;

  /** 1 and 3 divide a decade about evenly by the logarithm. */
  private static final int[] DIGITS = {1, 3};

  private static final Color FAINT = new Color(0xb0b0b0);
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x7a5195),
          new Color(0x6b4c2a),
          new Color(0x1c1c1c));

  private ClosenessPlot() {}

  /**
   * What was found in one group of numbers.
   *
   * @param group the group
   * @param points what was found, in any order
   */
  public record Course(String group, List<Worst> points) {
    /** Sorts the points by their closeness. */
    public Course {
      points = points.stream().sorted(Comparator.comparingDouble(Worst::closeness)).toList();
    }
  }

  /**
   * A worst camera.
   *
   * @param closeness how far its pictures are, above 0
   * @param metric the metric there
   * @param random the metric of the worst of as many random draws
   */
  public record Worst(double closeness, double metric, double random) {}

  /**
   * Draws the plot.
   *
   * @param metric what was measured
   * @param closeness what closeness is, such as "mean square"
   * @param baseline the metric at the default camera
   * @param courses a course for each group, of which one point at least is farther than 0
   */
  public static Drawing of(String metric, String closeness, double baseline, List<Course> courses) {
    String title = "The worst camera near the default one";
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        20
            + sketch.header(
                title,
                List.of(
                    "%s of the worst camera found, by which numbers may move and how far pictures may be from the default camera's (mean over models). Faint dots: the worst of as many random draws."
                        .formatted(MetricLabel.of(metric))),
                WIDTH);
    List<Worst> all =
        courses.stream()
            .flatMap(course -> course.points().stream())
            .filter(point -> point.closeness() > 0)
            .toList();
    Axes axes = Axes.of(all, baseline, top);
    axes.draw(sketch, metric, closeness, baseline);
    for (int i = 0; i < courses.size(); i++) {
      Color colour = COLOURS.get(i % COLOURS.size());
      List<Point> line = new ArrayList<>();
      for (Worst point : courses.get(i).points()) {
        if (point.closeness() > 0) {
          double x = axes.x(point.closeness());
          sketch.dot(x, axes.y(point.random()), 3, FAINT, "");
          line.add(new Point(x, axes.y(point.metric())));
        }
      }
      if (line.size() > 1) {
        sketch.line(line, colour, 2);
      }
      for (Point point : line) {
        sketch.dot(point.x(), point.y(), 4.5, colour, courses.get(i).group());
      }
    }
    labels(sketch, axes, courses);
    return sketch.drawing(WIDTH, top + HEIGHT + 64, title, told(metric, courses));
  }

  /** Names stand beside the ends of their lines, one below the other where those meet. */
  private static void labels(DrawingBuilder sketch, Axes axes, List<Course> courses) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < courses.size(); i++) {
      if (courses.get(i).points().stream().anyMatch(point -> point.closeness() > 0)) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> end(axes, courses.get(i))));
    double last = Double.NEGATIVE_INFINITY;
    for (int i : order) {
      double y = Math.max(end(axes, courses.get(i)) + 4, last + LINE);
      last = y;
      sketch.words(
          WIDTH - RIGHT + 18.0,
          y,
          FontStyle.TEXT.fitting(courses.get(i).group(), RIGHT - 24.0),
          FontStyle.TEXT,
          COLOURS.get(i % COLOURS.size()),
          Anchor.START);
    }
  }

  private static double end(Axes axes, Course course) {
    return axes.y(course.points().getLast().metric());
  }

  /** Where numbers stand: closeness by its logarithm. */
  private record Axes(double nearest, double farthest, double low, double high, int top) {
    static Axes of(List<Worst> points, double baseline, int top) {
      double nearest = points.stream().mapToDouble(Worst::closeness).min().orElse(0.1);
      double farthest = points.stream().mapToDouble(Worst::closeness).max().orElse(1);
      double low = Math.min(baseline, points.stream().mapToDouble(Worst::metric).min().orElse(0));
      double high =
          Math.max(
              baseline,
              points.stream()
                  .flatMap(point -> Stream.of(point.metric(), point.random()))
                  .mapToDouble(Double::doubleValue)
                  .max()
                  .orElse(1));
      double room = ROOM * Math.max(high - low, 1e-3);
      return new Axes(nearest / 1.5, farthest * 1.5, low - room, high + room, top);
    }

    double x(double closeness) {
      double share =
          (Math.log(closeness) - Math.log(nearest)) / (Math.log(farthest) - Math.log(nearest));
      return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    double y(double metric) {
      return top + HEIGHT - (metric - low) / (high - low) * HEIGHT;
    }

    void draw(DrawingBuilder sketch, String metric, String closeness, double baseline) {
      double right = WIDTH - RIGHT;
      for (double tick : Ticks.between(low, high, 6)) {
        sketch.line(LEFT, y(tick), right, y(tick), Style.RULE, 1);
        sketch.words(
            LEFT - 8.0, y(tick) + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
      }
      for (int power = (int) Math.floor(Math.log10(nearest));
          power <= Math.log10(farthest);
          power++) {
        for (int digit : DIGITS) {
          double tick = digit * Math.pow(10, power);
          if (tick >= nearest && tick <= farthest) {
            double x = x(tick);
            sketch.line(x, top, x, top + HEIGHT, Style.RULE, 1);
            sketch.words(
                x,
                top + HEIGHT + 18.0,
                tick(digit, power),
                FontStyle.SMALL,
                Style.INK,
                Anchor.MIDDLE);
          }
        }
      }
      sketch.line(LEFT, y(baseline), right, y(baseline), Style.FAINT_INK, 1.6);
      sketch.words(
          LEFT + 6.0,
          y(baseline) - 6,
          "default camera",
          FontStyle.SMALL,
          Style.FAINT_INK,
          Anchor.START);
      sketch.words(
          (LEFT + right) / 2,
          top + HEIGHT + 42.0,
          "how far pictures are: " + closeness,
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE);
      sketch.turned(
          DrawingBuilder.MARGIN + 12.0,
          top + HEIGHT / 2.0,
          MetricLabel.of(metric),
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE,
          -90);
    }

    private static String tick(int digit, int power) {
      return power >= -3 && power <= 3
          ? XyPlot.tick(digit * Math.pow(10, power))
          : String.format(Locale.ROOT, "%de%d", digit, power);
    }
  }

  private static String told(String metric, List<Course> courses) {
    List<String> told = new ArrayList<>();
    for (Course course : courses) {
      Worst last = course.points().getLast();
      told.add(
          "%s: %s %s at a closeness of %s"
              .formatted(
                  course.group(),
                  MetricLabel.of(metric),
                  NumberText.signed(last.metric(), 3),
                  NumberText.signed(last.closeness(), 2)));
    }
    return String.join("; ", told) + ".";
  }
}

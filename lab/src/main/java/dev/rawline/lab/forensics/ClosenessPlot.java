package dev.rawline.lab.forensics;

import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.Axes.EndLabel;
import dev.rawline.workbench.plot.AxisScale;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The metric at the worst camera found, against the distance of its images from those of the
 * default camera, a line for each group of parameters; and what random search found, as faint dots.
 */
public final class ClosenessPlot {
  private static final int HEIGHT = 340;
  private static final int LEFT = 84;
  private static final int RIGHT = 190;
  private static final double ROOM = 0.08;
  private static final Color FAINT = new Color(0xb0b0b0);

  private ClosenessPlot() {}

  /**
   * The worst cameras found in one group of parameters.
   *
   * @param group the group
   * @param points the worst cameras, in any order
   */
  public record Course(String group, List<Worst> points) {
    /** Sorts the points by their closeness. */
    public Course {
      points = points.stream().sorted(Comparator.comparingDouble(Worst::closeness)).toList();
    }

    /** Returns the points that can be drawn on a logarithmic axis. */
    private List<Worst> apart() {
      return points.stream().filter(point -> point.closeness() > 0).toList();
    }
  }

  /**
   * A worst camera.
   *
   * @param closeness the distance of its images, above 0
   * @param metric the metric there
   * @param random the metric of the worst of as many random draws
   */
  public record Worst(double closeness, double metric, double random) {}

  /**
   * Draws the plot.
   *
   * @param metric the name of the metric
   * @param closeness the measure of closeness, such as "mean square"
   * @param baseline the metric at the default camera
   * @param courses a course for each group, of which one point at least is farther than 0
   */
  public static Drawing of(String metric, String closeness, double baseline, List<Course> courses) {
    String name = MetricLabel.of(metric);
    List<Worst> all = courses.stream().flatMap(course -> course.apart().stream()).toList();
    double nearest = all.stream().mapToDouble(Worst::closeness).min().orElse(0.1);
    double farthest = all.stream().mapToDouble(Worst::closeness).max().orElse(1);
    DoubleStream metrics =
        all.stream().flatMapToDouble(point -> DoubleStream.of(point.metric(), point.random()));
    Figure figure =
        new Figure(
            "The worst camera near the default one",
            "%s at the worst camera found, by which parameters may change and how far images may be from the default camera's (mean over models). Faint dots: the worst of as many random draws."
                .formatted(MetricLabel.capital(name)));
    Axes axes =
        figure
            .axes(
                LEFT,
                RIGHT,
                HEIGHT,
                AxisScale.logarithmic(nearest / 1.5, farthest * 1.5),
                AxisScale.around(DoubleStream.concat(metrics, DoubleStream.of(baseline)), ROOM))
            .yTicks(6)
            .xTicks(6)
            .frame()
            .xName("distance of the images: " + closeness)
            .yName(name);
    axes.level(baseline, Pen.solid(Style.FAINT_INK, 1.6));
    figure.words(
        LEFT + 6.0,
        axes.y(baseline) - 6,
        "default camera",
        FontStyle.SMALL,
        Style.FAINT_INK,
        Anchor.START);
    List<EndLabel> labels = new ArrayList<>();
    for (int i = 0; i < courses.size(); i++) {
      draw(axes, courses.get(i), Palette.series(i), labels);
    }
    axes.endLabels(labels, FontStyle.TEXT, RIGHT);
    return figure.drawing(
        courses.stream()
            .map(course -> description(name, course))
            .collect(Collectors.joining("; ", "", ".")));
  }

  private static void draw(Axes axes, Course course, Color colour, List<EndLabel> labels) {
    List<Point> worst =
        course.apart().stream().map(point -> new Point(point.closeness(), point.metric())).toList();
    axes.points(
        course.apart().stream().map(point -> new Point(point.closeness(), point.random())).toList(),
        Symbol.CIRCLE,
        3,
        FAINT);
    axes.line(worst, Pen.solid(colour, 2));
    worst.forEach(point -> axes.dot(point.x(), point.y(), 4.5, colour, course.group()));
    if (!worst.isEmpty()) {
      labels.add(new EndLabel(worst.getLast().y(), course.group(), colour));
    }
  }

  private static String description(String name, Course course) {
    Worst last = course.points().getLast();
    return "%s: %s %s at a distance of %s"
        .formatted(
            course.group(),
            name,
            NumberText.signed(last.metric(), 3),
            NumberText.signed(last.closeness(), 2));
  }
}

package dev.rawline.lab.quality.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * How many images a control chart takes on average until it signals, over how far their mean has
 * moved: lines as stated, dots with bars as counted on simulated images.
 */
public final class RunLengthPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 320;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int BELOW = 62;
  private static final int LEGEND = 22;
  private static final double ROOM = 1.3;
  private static final double DOT = 4;

  private static final List<Color> COLOURS =
      List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0x7a5195));
  private static final String TITLE = "How soon charts signal";

  private RunLengthPlot() {}

  /**
   * One chart.
   *
   * @param chart what it is called
   * @param stated what is stated of it, by ascending shift; may be empty
   * @param counted what was counted; may be empty
   */
  public record Course(String chart, List<Stated> stated, List<Counted> counted) {
    /** Copies the lists. */
    public Course {
      stated = List.copyOf(stated);
      counted = List.copyOf(counted);
    }
  }

  /**
   * A stated average.
   *
   * @param shift how far the mean has moved [standard deviations]
   * @param images how many images it takes, 1 or more
   */
  public record Stated(double shift, double images) {}

  /**
   * A counted average.
   *
   * @param shift how far the mean has moved [standard deviations]
   * @param images how many images it took, with its interval, above 0
   */
  public record Counted(double shift, Estimate images) {}

  /**
   * Draws the plot.
   *
   * @throws IllegalArgumentException if nothing is stated or counted, or a number of images is not
   *     above 0
   */
  public static Drawing of(List<Course> courses) {
    Axes axes = Axes.of(courses);
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        sketch.header(
            TITLE,
            List.of(
                "Average number of images until the chart signals; without a shift these are false alarms. Lines: as stated. Dots: counted, bars: 95 % intervals."),
            WIDTH);
    double x = DrawingBuilder.MARGIN;
    for (int i = 0; i < courses.size(); i++) {
      String name = courses.get(i).chart();
      sketch.fill(x, top + LEGEND - 10.0, 10, 10, colour(i), "");
      sketch.words(x + 16, top + LEGEND, name, FontStyle.TEXT, Style.INK, Anchor.START);
      x += 16 + FontStyle.TEXT.width(name) + 28;
    }
    top += LEGEND + 16;
    axes = axes.at(top);
    axes.draw(sketch);
    for (int i = 0; i < courses.size(); i++) {
      draw(sketch, courses.get(i), colour(i), axes);
    }
    return sketch.drawing(WIDTH, top + HEIGHT + BELOW, TITLE, description(courses));
  }

  private static Color colour(int place) {
    return COLOURS.get(place % COLOURS.size());
  }

  private static void draw(DrawingBuilder sketch, Course course, Color colour, Axes axes) {
    List<Point> line = new ArrayList<>();
    for (Stated stated : course.stated()) {
      line.add(new Point(axes.x(stated.shift()), axes.y(stated.images())));
    }
    if (line.size() > 1) {
      sketch.line(line, colour, 2);
    }
    for (Counted counted : course.counted()) {
      double x = axes.x(counted.shift());
      sketch.line(
          x, axes.y(counted.images().low()), x, axes.y(counted.images().high()), colour, 1.6);
      sketch.dot(
          x,
          axes.y(counted.images().value()),
          DOT,
          colour,
          course.chart() + ": " + description(counted));
    }
  }

  /** Shifts across, and the logarithm of numbers of images upwards [px]. */
  private record Axes(double farthest, double least, double most, int top) {
    static Axes of(List<Course> courses) {
      List<Double> shifts = new ArrayList<>();
      List<Double> images = new ArrayList<>();
      for (Course course : courses) {
        for (Stated stated : course.stated()) {
          shifts.add(stated.shift());
          images.add(stated.images());
        }
        for (Counted counted : course.counted()) {
          shifts.add(counted.shift());
          images.add(counted.images().low());
          images.add(counted.images().high());
        }
      }
      if (images.isEmpty() || images.stream().anyMatch(each -> !(each > 0))) {
        throw new IllegalArgumentException(
            "run lengths of %s images: expected one at least, all above 0".formatted(images));
      }
      double farthest = shifts.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      double least = images.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double most = images.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return new Axes(farthest > 0 ? farthest : 1, least / ROOM, most * ROOM, 0);
    }

    Axes at(int top) {
      return new Axes(farthest, least, most, top);
    }

    double x(double shift) {
      return LEFT + 10 + (WIDTH - LEFT - RIGHT - 20) * shift / farthest;
    }

    double y(double images) {
      return top + HEIGHT * Math.log(most / images) / Math.log(most / least);
    }

    void draw(DrawingBuilder sketch) {
      drawImages(sketch);
      drawShifts(sketch, top + HEIGHT);
      sketch.frame(LEFT, top, WIDTH - LEFT - RIGHT, HEIGHT, Style.RULE, 1);
      sketch.words(
          (LEFT + WIDTH - RIGHT) / 2.0,
          top + HEIGHT + 42.0,
          "shift of the mean [standard deviations between images]",
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE);
      sketch.turned(
          DrawingBuilder.MARGIN + 12,
          top + HEIGHT / 2.0,
          "images until it signals",
          FontStyle.TEXT,
          Style.INK,
          Anchor.MIDDLE,
          -90);
    }

    private void drawImages(DrawingBuilder sketch) {
      boolean few = most / least < 1e3;
      for (int power = (int) Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
        for (double digit : few ? new double[] {1, 2, 5} : new double[] {1}) {
          double tick = digit * Math.pow(10, power);
          if (tick >= least && tick <= most) {
            sketch.line(LEFT, y(tick), WIDTH - RIGHT, y(tick), Style.RULE, 1);
            sketch.words(
                LEFT - 8,
                y(tick) + 4,
                NumberText.plain(tick),
                FontStyle.SMALL,
                Style.INK,
                Anchor.END);
          }
        }
      }
    }

    private void drawShifts(DrawingBuilder sketch, double bottom) {
      for (double tick : AxisScale.round(0, farthest, 7)) {
        sketch.line(x(tick), bottom, x(tick), bottom + 5, Style.FAINT_INK, 1);
        sketch.words(
            x(tick),
            bottom + 19,
            NumberText.plain(tick),
            FontStyle.SMALL,
            Style.INK,
            Anchor.MIDDLE);
      }
    }
  }

  private static String description(Counted counted) {
    return "shift %s: %s images"
        .formatted(
            NumberText.signed(counted.shift(), 3), EstimateFormat.withInterval(counted.images()));
  }

  private static String description(List<Course> courses) {
    List<String> charts = new ArrayList<>();
    for (Course course : courses) {
      charts.add(
          course.chart()
              + ": "
              + String.join(
                  "; ", course.counted().stream().map(RunLengthPlot::description).toList()));
    }
    return String.join(". ", charts) + ".";
  }
}

package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.ForensicsFindings.Mean;
import dev.rawline.learning.metric.ChanceLevel;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The metric at the worst camera found, against the distance of its images from those of the
 * default camera, a line for each group of parameters; and what random search found, as faint dots.
 */
final class ClosenessPlot {
  private static final int HEIGHT = 340;
  private static final int LEFT = 84;
  private static final int RIGHT = 190;
  private static final double ROOM = 0.08;
  private static final Color FAINT = new Color(0xb0b0b0);

  private ClosenessPlot() {}

  /** Returns whether there is a worst camera to draw: one whose images differ. */
  static boolean isDrawn(ForensicsFindings findings) {
    return findings.means().stream().anyMatch(mean -> mean.closeness() > 0);
  }

  /**
   * Draws the plot.
   *
   * @param closeness the measure of closeness, such as "mean square"
   * @param chance what a guess reaches of the metric; none where that is not known
   */
  static Drawing of(ForensicsFindings findings, String closeness, Optional<ChanceLevel> chance) {
    String name = MetricLabel.of(findings.metric());
    double baseline = findings.baseline();
    List<Mean> all = findings.means().stream().filter(mean -> mean.closeness() > 0).toList();
    SequencedMap<String, List<Mean>> courses = new LinkedHashMap<>();
    all.forEach(mean -> courses.computeIfAbsent(mean.group(), _ -> new ArrayList<>()).add(mean));
    courses.values().forEach(course -> course.sort(Comparator.comparingDouble(Mean::closeness)));
    double nearest = all.stream().mapToDouble(Mean::closeness).min().orElse(0.1);
    double farthest = all.stream().mapToDouble(Mean::closeness).max().orElse(1);
    DoubleStream metrics =
        all.stream().flatMapToDouble(point -> DoubleStream.of(point.metric(), point.control()));
    Figure figure =
        new Figure(
            "The worst camera close to the default one",
            "%s at the worst camera found, by which parameters may change and how far images may be from the default camera's (mean over models). Solid: physical cameras; dashed: adversarial settings. Faint dots: the worst of as many random draws.%s"
                .formatted(
                    MetricLabel.capital(name),
                    chance.map(level -> " Dotted: " + level.words() + ".").orElse("")));
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
    chance.ifPresent(level -> axes.reference(level.share(), ""));
    figure.words(
        LEFT + 6.0,
        axes.y(baseline) - 6,
        "default camera",
        FontStyle.SMALL,
        Style.FAINT_INK,
        Anchor.START);
    List<EndLabel> labels = new ArrayList<>();
    for (List<Mean> course : courses.values()) {
      draw(axes, course, Palette.series(labels.size()), labels);
    }
    axes.endLabels(labels, FontStyle.TEXT, RIGHT);
    return figure.drawing(
        courses.values().stream()
            .map(course -> description(name, course.getLast()))
            .collect(Collectors.joining("; ", "", ".")));
  }

  private static void draw(Axes axes, List<Mean> course, Color colour, List<EndLabel> labels) {
    axes.points(
        course.stream().map(mean -> new Point(mean.closeness(), mean.control())).toList(),
        Symbol.CIRCLE,
        3,
        FAINT);
    List<Point> worst =
        course.stream().map(mean -> new Point(mean.closeness(), mean.metric())).toList();
    axes.line(worst, course.getLast().isPhysical() ? Pen.solid(colour, 2) : Pen.dashed(colour, 2));
    String group = course.getLast().group();
    worst.forEach(point -> axes.dot(point.x(), point.y(), 4.5, colour, group));
    labels.add(new EndLabel(worst.getLast().y(), group, colour));
  }

  private static String description(String name, Mean last) {
    return "%s: %s %s at a distance of %s"
        .formatted(
            last.group(),
            name,
            NumberText.signed(last.metric(), 3),
            NumberText.signed(last.closeness(), 2));
  }
}

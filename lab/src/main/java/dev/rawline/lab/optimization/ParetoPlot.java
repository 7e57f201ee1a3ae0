package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The metric against the cost of acquiring samples: the Pareto front and its knee. */
public final class ParetoPlot {
  private static final int HEIGHT = 330;
  private static final int LEFT = 78;
  private static final int RIGHT = 36;
  private static final int TICKS = 6;
  private static final int LABEL = 300;
  private static final int ROOM = 44;

  private ParetoPlot() {}

  /**
   * Draws the plot.
   *
   * @param currency the unit of costs
   * @param chance what a guess reaches of the metric; none where that is not known
   */
  public static Drawing of(ParetoFront front, String currency, Optional<ChanceLevel> chance) {
    Figure figure =
        new Figure(
            "Cost and benefit of each acquisition",
            "Every dot is one acquisition; blue: Pareto front (nothing cheaper is better), with 95"
                + " % intervals over splits if there are several. Green: the fraction of the metric"
                + " as recorded that is to be kept."
                + chance.map(level -> " Dotted: " + level.words() + ".").orElse(""));
    Axes axes =
        figure
            .axes(LEFT, RIGHT, HEIGHT, costs(front), metrics(front))
            .yTicks(TICKS)
            .xTicks(TICKS)
            .frame()
            .xName("cost [" + currency + "]")
            .yName(MetricLabel.of(front.metric()));
    double keep = front.keep() * front.reference().metric().mean();
    if (keep > axes.yScale().low() && keep < axes.yScale().high()) {
      axes.level(keep, Pen.solid(Palette.GREEN, 1.2));
    }
    chance.ifPresent(level -> axes.reference(level.share(), level.words()));
    draw(axes, front);
    front.knee().ifPresent(knee -> label(axes, front, knee));
    return figure.drawing(
        front.front().stream()
            .map(way -> note(way, front.reached(way)))
            .collect(Collectors.joining(". ")));
  }

  private static AxisScale costs(ParetoFront front) {
    double least = front.ways().getFirst().cost().total();
    double most = front.ways().getLast().cost().total();
    double room = 0.05 * Math.max(1e-9, most - least);
    return AxisScale.linear(Math.max(0, least - room), most + room);
  }

  private static AxisScale metrics(ParetoFront front) {
    double[] all =
        DoubleStream.concat(
                front.ways().stream().mapToDouble(way -> way.metric().mean()),
                front.front().stream()
                    .map(front::reached)
                    .flatMapToDouble(reached -> DoubleStream.of(reached.low(), reached.high())))
            .sorted()
            .toArray();
    double high = all[all.length - 1];
    double room = Math.max(0.02, 0.1 * (high - all[0]));
    return AxisScale.linear(Math.max(0, all[0] - room), Math.min(1.02, high + room));
  }

  private static void draw(Axes axes, ParetoFront front) {
    List<PricedAcquisition> best = front.front();
    List<Point> steps = new ArrayList<>();
    for (PricedAcquisition way : best) {
      if (!steps.isEmpty()) {
        steps.add(new Point(way.cost().total(), steps.getLast().y()));
      }
      steps.add(new Point(way.cost().total(), way.metric().mean()));
    }
    axes.line(steps, Pen.solid(Palette.BLUE, 1.4));
    // Those of the front lie above the others.
    List<PricedAcquisition> ordered = new ArrayList<>(front.ways());
    ordered.removeAll(best);
    ordered.addAll(best);
    for (PricedAcquisition way : ordered) {
      boolean on = best.contains(way);
      boolean knee = front.knee().filter(way::equals).isPresent();
      Color ink = knee ? Palette.ORANGE : on ? Palette.BLUE : Palette.GREY;
      Estimate reached = front.reached(way);
      double cost = way.cost().total();
      if (on && reached.hasInterval()) {
        axes.interval(cost, reached.low(), reached.high(), Pen.solid(ink, 1.2));
      }
      axes.dot(cost, way.metric().mean(), knee ? 6.5 : on ? 4.5 : 3.2, ink, note(way, reached));
    }
  }

  /**
   * Writes the knee below all intervals of the acquisitions that keep as much, which lie to its
   * right.
   */
  private static void label(Axes axes, ParetoFront front, PricedAcquisition knee) {
    double x = axes.x(knee.cost().total());
    boolean leftwards = x > Figure.WIDTH / 2.0;
    double below =
        front.front().stream()
            .filter(way -> way.metric().mean() >= knee.metric().mean())
            .mapToDouble(way -> axes.y(front.reached(way).low()))
            .max()
            .orElse(axes.y(knee.metric().mean()));
    double y = below + ROOM < axes.bottom() ? below + ROOM / 2.0 : axes.top() + HEIGHT / 2.0;
    for (String line : FontStyle.TEXT_BOLD.wrapped("knee: " + knee.words(), LABEL)) {
      axes.sketch()
          .words(
              leftwards ? x - 12 : x + 12,
              y,
              line,
              FontStyle.TEXT_BOLD,
              Palette.ORANGE,
              leftwards ? Anchor.END : Anchor.START);
      y += 17;
    }
  }

  private static String note(PricedAcquisition way, Estimate reached) {
    return "%s: %s at a cost of %s"
        .formatted(
            way.words(),
            EstimateFormat.withInterval(reached),
            NumberText.brief(way.cost().total()));
  }
}

package dev.rawline.lab.optimization;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.plot.XyPlot;
import dev.rawline.workbench.text.EstimateFormat;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * What ways to acquire samples cost, and how well models do with them: the front that nothing
 * cheaper beats, and the knee.
 */
public final class ParetoPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 330;
  private static final int LEFT = 78;
  private static final int RIGHT = 36;
  private static final int BELOW = 48;
  private static final int TICKS = 6;
  private static final int LABEL = 300;
  private static final int ROOM = 44;
  private static final Color FRONT = new Color(0x0072b2);
  private static final Color KNEE = new Color(0xd55e00);
  private static final Color OTHER = new Color(0xa8a8a8);
  private static final Color KEEP = new Color(0x009e73);
  private static final String TITLE = "What it costs, and what it is worth";

  private ParetoPlot() {}

  /**
   * Draws the plot.
   *
   * @param currency what costs are in
   */
  public static Drawing of(ParetoFront front, String currency) {
    String metric = MetricLabel.of(front.metric());
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        16
            + sketch.header(
                TITLE,
                List.of(
                    "Every dot is a way to acquire samples; blue: nothing cheaper does better, with its 95 % interval over splits, where there are several. Green: what is to be kept of the metric as recorded."),
                WIDTH);
    Axis axis = axis(front, top);
    double right = WIDTH - RIGHT;
    for (double tick : Ticks.between(axis.low, axis.high, TICKS)) {
      sketch.line(LEFT, axis.y(tick), right, axis.y(tick), Style.RULE, 1);
      sketch.words(
          LEFT - 8, axis.y(tick) + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
    }
    double bottom = top + HEIGHT;
    sketch.line(LEFT, bottom, right, bottom, Style.FAINT_INK, 1);
    for (double tick : Ticks.between(axis.cheapest, axis.dearest, TICKS)) {
      sketch.line(axis.x(tick), bottom, axis.x(tick), bottom + 5, Style.FAINT_INK, 1);
      sketch.words(
          axis.x(tick), bottom + 20, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
    sketch.words(
        (LEFT + right) / 2,
        bottom + 40,
        "cost [" + currency + "]",
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE);
    sketch.turned(
        DrawingBuilder.MARGIN + 10,
        top + HEIGHT / 2.0,
        metric,
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE,
        -90);
    double keep = front.keep() * front.reference().metric().mean();
    if (keep > axis.low && keep < axis.high) {
      sketch.line(LEFT, axis.y(keep), right, axis.y(keep), KEEP, 1.2);
    }
    draw(sketch, axis, front);
    return sketch.drawing(WIDTH, top + HEIGHT + BELOW + DrawingBuilder.MARGIN, TITLE, told(front));
  }

  /** Where costs and numbers stand [px]. */
  private record Axis(double cheapest, double dearest, double low, double high, int top) {
    double x(double cost) {
      return LEFT + (WIDTH - LEFT - RIGHT) * (cost - cheapest) / (dearest - cheapest);
    }

    double y(double value) {
      return top + HEIGHT * (high - Math.clamp(value, low, high)) / (high - low);
    }
  }

  private static Axis axis(ParetoFront front, int top) {
    double least = front.ways().getFirst().cost().total();
    double most = front.ways().getLast().cost().total();
    double span = Math.max(1e-9, most - least);
    double low =
        Math.min(
            front.ways().stream().mapToDouble(way -> way.metric().mean()).min().orElse(0),
            front.front().stream().mapToDouble(way -> front.reached(way).low()).min().orElse(0));
    double high =
        Math.max(
            front.ways().stream().mapToDouble(way -> way.metric().mean()).max().orElse(1),
            front.front().stream().mapToDouble(way -> front.reached(way).high()).max().orElse(1));
    double room = Math.max(0.02, 0.1 * (high - low));
    return new Axis(
        Math.max(0, least - 0.05 * span),
        most + 0.05 * span,
        Math.max(0, low - room),
        Math.min(1.02, high + room),
        top);
  }

  private static void draw(DrawingBuilder sketch, Axis axis, ParetoFront front) {
    List<PricedCondition> best = front.front();
    List<Point> steps = new ArrayList<>();
    for (PricedCondition way : best) {
      double x = axis.x(way.cost().total());
      if (!steps.isEmpty()) {
        steps.add(new Point(x, steps.getLast().y()));
      }
      steps.add(new Point(x, axis.y(way.metric().mean())));
    }
    if (steps.size() > 1) {
      sketch.line(steps, FRONT, 1.4);
    }
    // Those of the front lie above the others.
    List<PricedCondition> ordered = new ArrayList<>(front.ways());
    ordered.removeAll(best);
    ordered.addAll(best);
    for (PricedCondition way : ordered) {
      boolean on = best.contains(way);
      boolean knee = front.knee().filter(way::equals).isPresent();
      double x = axis.x(way.cost().total());
      double y = axis.y(way.metric().mean());
      Color ink = knee ? KNEE : on ? FRONT : OTHER;
      IntervalEstimate estimate = front.reached(way);
      if (on && estimate.hasInterval()) {
        sketch.line(x, axis.y(estimate.low()), x, axis.y(estimate.high()), ink, 1.2);
      }
      sketch.dot(x, y, knee ? 6.5 : on ? 4.5 : 3.2, ink, note(way, estimate));
    }
    front
        .knee()
        .ifPresent(
            knee -> {
              double x = axis.x(knee.cost().total());
              double y = axis.y(knee.metric().mean());
              boolean leftwards = x > WIDTH / 2.0;
              double at = leftwards ? x - 12 : x + 12;
              int line = 0;
              // Below all intervals that keep as much; those of the front lie to the right.
              double below =
                  best.stream()
                      .filter(way -> way.metric().mean() >= knee.metric().mean())
                      .mapToDouble(way -> axis.y(front.reached(way).low()))
                      .max()
                      .orElse(y);
              double first =
                  below + ROOM < axis.top + HEIGHT ? below + ROOM / 2.0 : axis.top + HEIGHT / 2.0;
              for (String words : FontStyle.TEXT_BOLD.wrapped("knee: " + knee.words(), LABEL)) {
                sketch.words(
                    at,
                    first + 17 * line++,
                    words,
                    FontStyle.TEXT_BOLD,
                    KNEE,
                    leftwards ? Anchor.END : Anchor.START);
              }
            });
  }

  private static String note(PricedCondition way, IntervalEstimate estimate) {
    return "%s: %s at a cost of %s"
        .formatted(
            way.words(),
            EstimateFormat.withInterval(estimate),
            NumberText.brief(way.cost().total()));
  }

  private static String told(ParetoFront front) {
    StringBuilder told = new StringBuilder();
    for (PricedCondition way : front.front()) {
      told.append(note(way, front.reached(way))).append(". ");
    }
    return told.toString().strip();
  }
}

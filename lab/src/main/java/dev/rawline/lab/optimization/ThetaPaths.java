package dev.rawline.lab.optimization;

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
import java.util.stream.IntStream;

/**
 * Where the numbers of θ go while they are learned: those that move farthest, each in a panel of
 * its own with its own scale, a line a split.
 */
public final class ThetaPaths {
  private static final int WIDTH = 760;
  private static final int PANELS = 6;
  private static final int COLUMNS = 3;
  private static final int PANEL = 150;
  private static final int HEAD = 26;
  private static final int LEFT = 52;
  private static final int GAP = 12;
  private static final int TICKS = 4;
  private static final Color SPLIT = new Color(0x8fbbd9);
  private static final String TITLE = "Where θ goes";

  private ThetaPaths() {}

  /** A number of θ. */
  private record Moved(int place, String name, double moved) {}

  /**
   * Draws the paths.
   *
   * @param start the numbers that θ began with, in the order of the findings' names
   */
  public static Drawing of(JointFindings findings, List<Double> start) {
    List<ArmRun> runs = findings.runs().stream().filter(run -> run.arm() == Arm.LEARNED).toList();
    List<Moved> numbers =
        IntStream.range(0, findings.theta().size())
            .mapToObj(
                place -> new Moved(place, findings.theta().get(place), moved(runs, start, place)))
            .sorted(Comparator.comparingDouble(Moved::moved).reversed())
            .limit(PANELS)
            .toList();
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        14
            + sketch.header(
                TITLE,
                List.of(
                    "The %d of %d learned numbers that move farthest on average, from the start (left) to the last epoch; a line a split, the exported camera's dark."
                        .formatted(numbers.size(), findings.theta().size())),
                WIDTH);
    int rows = Math.ceilDiv(numbers.size(), COLUMNS);
    for (int i = 0; i < numbers.size(); i++) {
      Panel panel =
          panel(
              runs,
              start,
              numbers.get(i),
              i % COLUMNS,
              top + i / COLUMNS * (PANEL + HEAD + GAP + 14));
      draw(sketch, panel, runs, start, numbers.get(i), findings.best());
    }
    return sketch.drawing(
        WIDTH,
        top + rows * (PANEL + HEAD + GAP + 14) + DrawingBuilder.MARGIN / 2,
        TITLE,
        told(runs, start, numbers, findings.best()));
  }

  private static double moved(List<ArmRun> runs, List<Double> start, int place) {
    return runs.stream()
        .mapToDouble(run -> run.history().getLast().theta().get(place) - start.get(place))
        .map(Math::abs)
        .average()
        .orElse(0);
  }

  /** Where a number's values stand [px]. */
  private record Panel(double left, double right, double top, double low, double high, int epochs) {
    double x(int epoch) {
      return left + (right - left) * epoch / epochs;
    }

    double y(double value) {
      return top + PANEL * (high - value) / (high - low);
    }
  }

  private static Panel panel(
      List<ArmRun> runs, List<Double> start, Moved number, int column, int top) {
    double width = (WIDTH - 2.0 * DrawingBuilder.MARGIN) / COLUMNS;
    double left = DrawingBuilder.MARGIN + column * width + LEFT;
    double low = start.get(number.place);
    double high = low;
    int epochs = 1;
    for (ArmRun run : runs) {
      epochs = Math.max(epochs, run.history().size());
      for (var report : run.history()) {
        low = Math.min(low, report.theta().get(number.place));
        high = Math.max(high, report.theta().get(number.place));
      }
    }
    double room = Math.max(1e-6, 0.08 * (high - low));
    return new Panel(left, left + width - LEFT - GAP, top + HEAD, low - room, high + room, epochs);
  }

  private static void draw(
      DrawingBuilder sketch,
      Panel panel,
      List<ArmRun> runs,
      List<Double> start,
      Moved number,
      int best) {
    sketch.words(
        panel.left, panel.top - 8, number.name, FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    for (double tick : Ticks.between(panel.low, panel.high, TICKS)) {
      double y = panel.y(tick);
      sketch.line(panel.left, y, panel.right, y, Style.RULE, 1);
      sketch.words(
          panel.left - 6, y + 4, XyPlot.tick(tick), FontStyle.SMALL, Style.INK, Anchor.END);
    }
    double bottom = panel.top + PANEL;
    sketch.line(panel.left, bottom, panel.right, bottom, Style.FAINT_INK, 1);
    sketch.words(
        panel.right,
        bottom + 15,
        "epoch " + panel.epochs,
        FontStyle.SMALL,
        Style.FAINT_INK,
        Anchor.END);
    for (boolean last : new boolean[] {false, true}) {
      for (ArmRun run : runs) {
        if ((run.split() == best) == last) {
          List<Point> path = new ArrayList<>();
          path.add(new Point(panel.x(0), panel.y(start.get(number.place))));
          run.history()
              .forEach(
                  report ->
                      path.add(
                          new Point(
                              panel.x(report.epoch()), panel.y(report.theta().get(number.place)))));
          sketch.line(path, last ? ArmCurves.ink(Arm.LEARNED) : SPLIT, last ? 2.2 : 1.2);
        }
      }
    }
    sketch.dot(
        panel.x(0),
        panel.y(start.get(number.place)),
        3.5,
        Style.INK,
        "%s begins at %s".formatted(number.name, NumberText.signed(start.get(number.place), 3)));
  }

  private static String told(List<ArmRun> runs, List<Double> start, List<Moved> numbers, int best) {
    ArmRun run =
        runs.stream().filter(each -> each.split() == best).findFirst().orElse(runs.getFirst());
    StringBuilder told = new StringBuilder();
    for (Moved number : numbers) {
      told.append(
          "%s goes from %s to %s. "
              .formatted(
                  number.name,
                  NumberText.signed(start.get(number.place), 3),
                  NumberText.signed(run.history().getLast().theta().get(number.place), 3)));
    }
    return told.toString().strip();
  }
}

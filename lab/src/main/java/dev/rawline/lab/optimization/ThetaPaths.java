package dev.rawline.lab.optimization;

import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The course of θ while it is learned: the parameters that change most, each in its own panel with
 * its own scale, one line per split.
 */
public final class ThetaPaths {
  private static final int PANELS = 6;
  private static final int COLUMNS = 3;
  private static final int PANEL = 150;
  private static final int ROW = PANEL + 52;
  private static final int HEAD = 20;
  private static final int LEFT = 52;
  private static final int GAP = 12;
  private static final int TICKS = 4;
  private static final Color SPLIT = new Color(0x8fbbd9);

  private final JointFindings findings;
  private final List<Double> start;
  private final List<ArmRun> runs;

  private ThetaPaths(JointFindings findings, List<Double> start) {
    this.findings = findings;
    this.start = start;
    this.runs = findings.runs().stream().filter(run -> run.arm() == Arm.LEARNED).toList();
  }

  /**
   * Draws the paths.
   *
   * @param start the numbers that θ began with, in the order of the findings' names
   */
  public static Drawing of(JointFindings findings, List<Double> start) {
    return new ThetaPaths(findings, start).draw();
  }

  private Drawing draw() {
    List<Integer> places =
        IntStream.range(0, start.size())
            .boxed()
            .sorted(Comparator.comparingDouble(this::distance).reversed())
            .limit(PANELS)
            .toList();
    Figure figure =
        new Figure(
            "The course of θ",
            "The %d of %d learned parameters that change most on average, from their initial values (left) to the last epoch; one line per split, that of the exported camera dark."
                .formatted(places.size(), start.size()));
    for (int i = 0; i < places.size(); i++) {
      drawPanel(figure, places.get(i), i % COLUMNS, figure.top() + HEAD + i / COLUMNS * ROW);
    }
    figure.space(Math.ceilDiv(places.size(), COLUMNS) * ROW);
    ArmRun exported = findings.run(Arm.LEARNED, findings.best());
    return figure.drawing(
        places.stream()
            .map(
                place ->
                    "%s goes from %s to %s."
                        .formatted(
                            name(place),
                            NumberText.signed(start.get(place), 3),
                            NumberText.signed(exported.history().getLast().theta().get(place), 3)))
            .collect(Collectors.joining(" ")));
  }

  private String name(int place) {
    return findings.theta().get(place);
  }

  private double distance(int place) {
    return runs.stream()
        .mapToDouble(run -> run.history().getLast().theta().get(place) - start.get(place))
        .map(Math::abs)
        .average()
        .orElse(0);
  }

  private List<Point> path(ArmRun run, int place) {
    return Stream.concat(
            Stream.of(new Point(0, start.get(place))),
            run.history().stream()
                .map(report -> new Point(report.epoch(), report.theta().get(place))))
        .toList();
  }

  private void drawPanel(Figure figure, int place, int column, double top) {
    double width = (Figure.WIDTH - 2.0 * Figure.MARGIN) / COLUMNS;
    double left = Figure.MARGIN + column * width + LEFT;
    int epochs = runs.stream().mapToInt(run -> run.history().size()).max().orElse(1);
    DoubleStream values =
        runs.stream().flatMap(run -> path(run, place).stream()).mapToDouble(Point::y);
    Axes axes =
        new Axes(
                figure,
                left,
                top,
                width - LEFT - GAP,
                PANEL,
                AxisScale.linear(0, Math.max(1, epochs)),
                AxisScale.around(
                    DoubleStream.concat(values, DoubleStream.of(start.get(place))), 0.08))
            .yTicks(TICKS)
            .xTicks(List.of(new Tick(0, "0"), new Tick(epochs, "epoch " + epochs)));
    figure.words(left, top - 8, name(place), FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    for (boolean exported : new boolean[] {false, true}) { // the exported one on top
      runs.stream()
          .filter(run -> (run.split() == findings.best()) == exported)
          .forEach(
              run ->
                  axes.line(
                      path(run, place),
                      exported
                          ? Pen.solid(ArmCurves.ink(Arm.LEARNED), 2.2)
                          : Pen.solid(SPLIT, 1.2)));
    }
    axes.dot(
        0,
        start.get(place),
        3.5,
        Style.INK,
        "%s begins at %s".formatted(name(place), NumberText.signed(start.get(place), 3)));
  }
}

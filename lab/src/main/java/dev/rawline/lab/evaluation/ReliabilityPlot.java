package dev.rawline.lab.evaluation;

import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.ConfidenceCalibration;
import dev.rawline.learning.metric.ConfidenceCalibration.Bin;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Pen;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reliability diagram: accuracy against confidence; on the diagonal a model is calibrated. Below
 * it, the distribution of the confidence.
 */
public final class ReliabilityPlot {
  private static final int HEIGHT = 330;
  private static final int LOWER = 120;
  private static final int LEFT = 84;
  private static final Pen MODEL = Pen.solid(Palette.BLUE, 1.8);
  private static final Pen INTERVAL = Pen.solid(Palette.BLUE, 1);
  private static final Pen DIAGONAL = Pen.dotted(Style.FAINT_INK, 1.3);

  private ReliabilityPlot() {}

  /**
   * Draws the plot.
   *
   * @param title the first line
   * @param confidence what the confidence is: the probability of the class, or of pixels
   * @param chance what a guess reaches; none where that is not known
   */
  public static Drawing of(
      ConfidenceCalibration calibration,
      String title,
      String confidence,
      Optional<ChanceLevel> chance) {
    List<Bin> bins = calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    Figure figure = new Figure(title);
    AxisScale shares = AxisScale.linear(0, 1);
    Axes axes =
        figure
            .axes(LEFT, Figure.MARGIN + 10, HEIGHT, shares, shares)
            .yTicks(6)
            .xTicks(6)
            .frame()
            .yName("accuracy");
    axes.line(List.of(new Point(0, 0), new Point(1, 1)), DIAGONAL);
    chance.ifPresent(level -> axes.reference(level.share(), level.words()));
    List<Point> points =
        bins.stream().map(bin -> new Point(bin.confidence(), bin.accuracy())).toList();
    axes.line(points, MODEL);
    for (Bin bin : bins) {
      axes.capped(bin.confidence(), bin.interval().low(), bin.interval().high(), INTERVAL);
    }
    axes.points(points, Symbol.CIRCLE, 3.5, Palette.BLUE);
    figure
        .space(-22)
        .legend(
            LEFT,
            List.of(
                LegendKey.line("the model", MODEL, Symbol.CIRCLE),
                LegendKey.line("95 % interval", INTERVAL),
                LegendKey.line("calibrated", DIAGONAL)))
        .space(10)
        .heading("Distribution of the confidence");
    double all = Math.max(1, calibration.bins().stream().mapToLong(Bin::count).sum());
    double most = calibration.bins().stream().mapToDouble(Bin::count).max().orElse(all) / all;
    figure
        .axes(
            LEFT,
            Figure.MARGIN + 10,
            LOWER,
            shares,
            AxisScale.linear(0, most > 0 ? 1.05 * most : 1))
        .yTicks(4)
        .xTicks(6)
        .frame()
        .xName(confidence)
        .yName("share")
        .line(steps(calibration.bins(), all), MODEL);
    return figure.drawing(
        String.join(
                "; ",
                bins.stream()
                    .map(
                        bin ->
                            "at a confidence of %.2f an accuracy of %.2f"
                                .formatted(bin.confidence(), bin.accuracy()))
                    .toList())
            + ".");
  }

  private static List<Point> steps(List<Bin> bins, double all) {
    List<Point> steps = new ArrayList<>();
    steps.add(new Point(bins.getFirst().low(), 0));
    for (Bin bin : bins) {
      steps.add(new Point(bin.low(), bin.count() / all));
      steps.add(new Point(bin.high(), bin.count() / all));
    }
    steps.add(new Point(bins.getLast().high(), 0));
    return steps;
  }
}

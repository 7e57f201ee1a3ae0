package dev.rawline.lab.report;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.train.EpochReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How loss and metric went, epoch by epoch: training against validation, the best epoch marked.
 *
 * <p>Training losses are means over an epoch during which the weights changed, and of pictures that
 * were augmented; so they may lie above those of the validation side at first.
 */
public final class LearningCurves {
  private static final int HEIGHT = 380;
  private static final int AXIS = 70;
  private static final Color TRAINING = new Color(0x0072b2);
  private static final Color VALIDATION = new Color(0xd55e00);
  private static final BasicStroke SOLID =
      new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0);
  private static final BasicStroke DOTTED =
      new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0);

  private LearningCurves() {}

  /**
   * Draws the curves.
   *
   * @param history at least one epoch
   * @param metric what the reports' metric is
   * @param best the best epoch, from 1; 0 where none was validated
   */
  public static BufferedImage draw(List<EpochReport> history, Metric metric, int best) {
    BufferedImage loss = loss(history, best);
    boolean validated = history.stream().anyMatch(report -> report.metric().isPresent());
    return validated ? Style.stacked(loss, metric(history, metric, best)) : loss;
  }

  private static BufferedImage loss(List<EpochReport> history, int best) {
    double top =
        history.stream()
            .flatMapToDouble(
                report ->
                    DoubleStream.concat(
                        DoubleStream.of(report.trainingLoss()), report.validationLoss().stream()))
            .max()
            .orElse(1);
    XyPlot plot = plot("Loss", "loss", history.size(), 0, top);
    markBest(plot, best, 0, top);
    curve(
        plot,
        "training",
        TRAINING,
        SOLID,
        history,
        report -> OptionalDouble.of(report.trainingLoss()));
    curve(plot, "validation", VALIDATION, DASHED, history, EpochReport::validationLoss);
    return plot.draw();
  }

  private static BufferedImage metric(List<EpochReport> history, Metric metric, int best) {
    List<Double> values =
        history.stream().flatMap(report -> report.metric().stream().boxed()).toList();
    double lowest = Math.min(0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double top = metric.higherIsBetter() ? Math.max(1, highest) : highest;
    String name = metric.toString().replace('_', ' ');
    String title =
        name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1)
            + (metric.higherIsBetter() ? "" : " (lower is better)");
    XyPlot plot = plot(title, name, history.size(), lowest, top);
    markBest(plot, best, lowest, top);
    curve(plot, "validation", VALIDATION, DASHED, history, EpochReport::metric);
    return plot.draw();
  }

  private static XyPlot plot(String title, String yAxis, int epochs, double low, double top) {
    double room = 0.04 * (top - low);
    return new XyPlot(title, "epoch", yAxis, HEIGHT)
        .axisWidth(AXIS)
        .axes(
            styler -> {
              styler.setXAxisMin(0.0).setXAxisMax(epochs + 0.5);
              // Ticks a little nearer than this would stand at parts of an epoch.
              double epoch = (XyPlot.WIDTH - AXIS) / (epochs + 0.5);
              styler.setXAxisTickMarkSpacingHint((int) Math.max(60, 0.8 * epoch));
              styler.setYAxisMin(low - (low < 0 ? room : 0.02 * top)).setYAxisMax(top + room);
            });
  }

  private static void markBest(XyPlot plot, int best, double low, double top) {
    if (best > 0) {
      plot.line(
          "best epoch, %d: its weights are kept".formatted(best),
          Style.FAINT_INK,
          DOTTED,
          new double[] {best, best},
          new double[] {low, top});
    }
  }

  private static void curve(
      XyPlot plot,
      String label,
      Color ink,
      BasicStroke stroke,
      List<EpochReport> history,
      Function<EpochReport, OptionalDouble> value) {
    List<EpochReport> told =
        history.stream().filter(report -> value.apply(report).isPresent()).toList();
    double[] epochs = told.stream().mapToDouble(EpochReport::epoch).toArray();
    double[] values =
        told.stream().mapToDouble(report -> value.apply(report).orElseThrow()).toArray();
    plot.line(told.size() > 1 ? label : "", ink, stroke, epochs, values);
    plot.points(told.size() > 1 ? "" : label, ink, SeriesMarkers.CIRCLE, epochs, values);
  }
}

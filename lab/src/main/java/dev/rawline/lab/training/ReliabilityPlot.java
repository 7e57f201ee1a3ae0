package dev.rawline.lab.training;

import dev.rawline.lab.statistic.WilsonInterval;
import dev.rawline.learning.metric.ConfidenceCalibration;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.XyPlot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How often a model is right against how sure it is; on the diagonal it is right as often as it
 * says. Below it, how many samples are judged how surely.
 */
public final class ReliabilityPlot {
  private static final int HEIGHT = 420;
  private static final int LOWER = 220;
  private static final int AXIS = 70;

  private static final Color INK = new Color(0x0072b2);
  private static final BasicStroke SOLID =
      new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke DOTTED =
      new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0);

  private ReliabilityPlot() {}

  /**
   * Draws the plot.
   *
   * @param title the first line
   * @param confidence what is predicted so surely: the class, or the object's pixels
   */
  public static BufferedImage draw(
      ConfidenceCalibration calibration, String title, String confidence) {
    List<ConfidenceCalibration.Bin> bins =
        calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    XyPlot plot = plot(title, confidence, "share that is right", HEIGHT, 1);
    plot.line(
        "right as often as it says",
        Style.FAINT_INK,
        DOTTED,
        new double[] {0, 1},
        new double[] {0, 1});
    plot.line(
        "",
        INK,
        SOLID,
        bins.stream().mapToDouble(ConfidenceCalibration.Bin::confidence).toArray(),
        bins.stream().mapToDouble(ConfidenceCalibration.Bin::accuracy).toArray());
    boolean first = true;
    for (ConfidenceCalibration.Bin bin : bins) {
      double x = bin.confidence();
      IntervalEstimate share = WilsonInterval.of(bin.accuracy(), bin.count());
      plot.line(
          first ? "95 % interval" : "",
          INK,
          THIN,
          new double[] {x, x},
          new double[] {share.low(), share.high()});
      first = false;
    }
    plot.points(
        "the model",
        INK,
        SeriesMarkers.CIRCLE,
        bins.stream().mapToDouble(ConfidenceCalibration.Bin::confidence).toArray(),
        bins.stream().mapToDouble(ConfidenceCalibration.Bin::accuracy).toArray());
    return Style.stacked(plot.draw(), counts(calibration.bins(), confidence));
  }

  private static XyPlot plot(String title, String xAxis, String yAxis, int height, double top) {
    return new XyPlot(title, xAxis, yAxis, height)
        .axisWidth(AXIS)
        .axes(
            styler -> {
              styler.setXAxisMin(-0.01).setXAxisMax(1.01);
              styler.setYAxisMin(-XyPlot.BELOW * top).setYAxisMax(XyPlot.ROOM * top);
            });
  }

  private static BufferedImage counts(List<ConfidenceCalibration.Bin> bins, String confidence) {
    double all = Math.max(1, bins.stream().mapToLong(ConfidenceCalibration.Bin::count).sum());
    double top = bins.stream().mapToDouble(bin -> bin.count() / all).max().orElse(1);
    double[] x = new double[2 * bins.size() + 2];
    double[] y = new double[x.length];
    x[0] = bins.getFirst().low();
    x[x.length - 1] = bins.getLast().high();
    for (int i = 0; i < bins.size(); i++) {
      x[2 * i + 1] = bins.get(i).low();
      x[2 * i + 2] = bins.get(i).high();
      y[2 * i + 1] = bins.get(i).count() / all;
      y[2 * i + 2] = y[2 * i + 1];
    }
    XyPlot plot = plot("How sure it is", confidence, "share of all", LOWER, top);
    plot.line("", INK, SOLID, x, y);
    return plot.draw();
  }
}

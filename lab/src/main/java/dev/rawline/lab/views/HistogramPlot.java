package dev.rawline.lab.views;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.PlotStyle;
import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How often each value occurs in a frame, a line for each colour.
 *
 * <p>Counts stand on a logarithmic axis, because a few blown pixels matter as much as many dark
 * ones; an empty bin is drawn at the axis. Colours are those of Okabe and Ito, which colour-blind
 * people tell apart, and each has its own kind of line.
 */
public final class HistogramPlot {
  private static final int BINS = 128;
  private static final double EMPTY = 0.5;

  private HistogramPlot() {}

  /**
   * Draws the histograms of a frame.
   *
   * @param title what the frame is
   * @param frame a normalised mosaic or a picture
   */
  public static BufferedImage draw(String title, Frame frame, int width, int height) {
    float lowest = 0;
    float highest = 1;
    for (float sample : frame.samples()) {
      lowest = Math.min(lowest, sample);
      highest = Math.max(highest, sample);
    }
    XYChart chart = PlotStyle.chart(title, axis(frame), "pixels a bin (log)", width, height);
    double[] centres = new double[BINS];
    double binWidth = (highest - lowest) / (double) BINS;
    for (int bin = 0; bin < BINS; bin++) {
      centres[bin] = lowest + (bin + 0.5) * binWidth;
    }
    for (Colour colour : Colour.values()) {
      long[] counts = counts(frame, colour, lowest, binWidth);
      double[] drawn = new double[BINS];
      for (int bin = 0; bin < BINS; bin++) {
        drawn[bin] = Math.max(EMPTY, (double) counts[bin]);
      }
      XYSeries series = chart.addSeries(colour.name().toLowerCase(Locale.ROOT), centres, drawn);
      series.setMarker(SeriesMarkers.NONE);
      series.setLineColor(PlotStyle.ink(colour));
      series.setLineStyle(line(colour));
    }
    chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(EMPTY);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(true);
    chart.getStyler().setXAxisMin((double) lowest).setXAxisMax((double) highest);
    return PlotStyle.drawn(chart, 1);
  }

  private static long[] counts(Frame frame, Colour colour, double lowest, double binWidth) {
    long[] counts = new long[BINS];
    for (int row = 0; row < frame.height(); row++) {
      for (int column = 0; column < frame.width(); column++) {
        float value =
            switch (frame) {
              case Mosaic raw ->
                  raw.cfa().colourAt(row, column) == colour ? raw.at(row, column) : Float.NaN;
              case Picture picture -> picture.at(colour, row, column);
            };
        if (!Float.isNaN(value)) {
          counts[(int) Math.clamp((value - lowest) / binWidth, 0, BINS - 1)]++;
        }
      }
    }
    return counts;
  }

  private static String axis(Frame frame) {
    return switch (frame) {
      case Radiance _ -> "radiance (photons·s⁻¹·m⁻²·sr⁻¹)";
      case Irradiance _ -> "irradiance (photons·s⁻¹·m⁻²)";
      case Electrons _ -> "charge (e⁻)";
      case RawImage _ -> "raw value (normalised, no unit)";
      case LinearRgb _ -> "linear value (normalised, no unit)";
      case View _ -> "view value (no unit)";
    };
  }

  private static BasicStroke line(Colour colour) {
    float[] dash =
        switch (colour) {
          case RED -> null;
          case GREEN -> new float[] {7, 3};
          case BLUE -> new float[] {2, 2};
        };
    return new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }
}

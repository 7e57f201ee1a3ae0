package dev.rawline.workbench.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines and points over two axes, for the plots of a calibration. */
public final class XyPlot {
  public static final int WIDTH = 760;

  /** Screens and paper are finer than the plot's pixels. */
  public static final int TIMES = 2;

  /** How far an axis reaches beyond the largest number. */
  public static final double ROOM = 1.05;

  /** How far an axis that begins at 0 reaches below it; a number at its very end is not written. */
  public static final double BELOW = 0.02;

  private static final int MARK = 7;
  private static final int TICK_DIGITS = 6;
  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  private final XYChart chart;
  private int series;

  /** Begins a plot of {@value #WIDTH} px and some height [px]. */
  public XyPlot(String title, String xAxis, String yAxis, int height) {
    chart = PlotStyle.chart(title, xAxis, yAxis, WIDTH, height);
    chart.getStyler().setMarkerSize(MARK);
    chart.getStyler().setErrorBarsColorSeriesColor(true);
    chart.getStyler().setXAxisTickLabelsFormattingFunction(XyPlot::tick);
    chart.getStyler().setYAxisTickLabelsFormattingFunction(XyPlot::tick);
    chart.getStyler().setYAxisLabelAlignment(TextAlignment.Right);
    chart.getStyler().setAxisTickPadding(5);
    // The legend's box would cut the descenders of the axis title above it.
    chart.getStyler().setLegendBackgroundColor(TRANSPARENT);
    chart.getStyler().setLegendBorderColor(TRANSPARENT);
  }

  /** Gives the y axis a width [px], so that plots above each other have their x axes in line. */
  public XyPlot axisWidth(int width) {
    chart.getStyler().setYAxisLeftWidthHint(width);
    return this;
  }

  /** Returns a number at an axis: no separators, a zero before the point, a true minus. */
  public static String tick(double number) {
    String digits =
        new BigDecimal(Math.abs(number))
            .round(new MathContext(TICK_DIGITS))
            .stripTrailingZeros()
            .toPlainString();
    return number < 0 ? "−" + digits : digits;
  }

  /**
   * Lets both axes begin just below 0, so that 0 has its number and points there are whole, and
   * reach a little beyond the largest numbers.
   */
  public XyPlot fromZero(double largestX, double largestY) {
    chart.getStyler().setXAxisMin(-BELOW * largestX).setXAxisMax(ROOM * largestX);
    chart.getStyler().setYAxisMin(-BELOW * largestY).setYAxisMax(ROOM * largestY);
    return this;
  }

  /** Changes what axes look like. */
  public XyPlot axes(Consumer<XYStyler> change) {
    change.accept(chart.getStyler());
    return this;
  }

  /** Adds a line from point to point; one without a label is not in the legend. */
  public void line(String label, Color ink, BasicStroke stroke, double[] x, double[] y) {
    if (x.length > 0) {
      XYSeries line = added(label, x, y, null);
      line.setMarker(SeriesMarkers.NONE).setLineStyle(stroke).setLineColor(ink);
    }
  }

  /** Adds points, with bars as far as {@code reach} up and down where it is given. */
  public void points(
      String label, Color ink, Marker mark, double[] x, double[] y, double... reach) {
    if (x.length > 0) {
      XYSeries points = added(label, x, y, reach.length == 0 ? null : reach);
      points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      points.setMarker(mark).setMarkerColor(ink).setLineColor(ink);
    }
  }

  private XYSeries added(String label, double[] x, double[] y, double[] reach) {
    XYSeries added = chart.addSeries("series " + series++, x, y, reach);
    added.setLabel(label);
    added.setShowInLegend(!label.isEmpty());
    return added;
  }

  /** Draws the plot, {@value #TIMES} pixels of the picture a pixel. */
  public BufferedImage draw() {
    return PlotStyle.drawn(chart, TIMES);
  }

  /** Returns a paler ink for what counts less. */
  public static Color pale(Color ink) {
    return new Color(mixed(ink.getRed()), mixed(ink.getGreen()), mixed(ink.getBlue()));
  }

  private static int mixed(int level) {
    return 255 - (int) Math.round(0.45 * (255 - level));
  }
}

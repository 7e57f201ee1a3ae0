package dev.rawline.workbench.plot;

import dev.rawline.imaging.frame.Colour;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/**
 * The look that plots share.
 *
 * <p>Colours are those of Okabe and Ito, which colour-blind people tell apart.
 */
public final class PlotStyle {
  private PlotStyle() {}

  /** Returns an empty plot of some size [px]. */
  public static XYChart chart(String title, String xAxis, String yAxis, int width, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setPlotGridLinesColor(Style.RULE);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setAxisTickLabelsColor(Style.INK);
    styler.setPlotContentSize(1);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    styler.setChartTitleBoxVisible(false);
    styler.setChartBackgroundColor(Style.BACKGROUND);
    styler.setChartFontColor(Style.INK);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(Style.RULE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBackgroundColor(Style.BACKGROUND);
    styler.setLegendBorderColor(Style.BACKGROUND);
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setLegendSeriesLineLength(28);
    styler.setLegendPadding(4);
    styler.setChartPadding(6);
    styler.setXAxisTickMarkSpacingHint(60);
    styler.setLocale(Locale.ROOT);
    return chart;
  }

  /** Returns the ink of a colour's lines. */
  public static Color ink(Colour colour) {
    return switch (colour) {
      case RED -> new Color(0xd55e00);
      case GREEN -> new Color(0x009e73);
      case BLUE -> new Color(0x0072b2);
    };
  }

  /**
   * Draws a plot.
   *
   * @param times how many pixels of the picture a pixel of the plot takes, for screens and paper
   *     that are finer
   */
  public static BufferedImage drawn(XYChart chart, int times) {
    BufferedImage sheet = Style.sheet(times * chart.getWidth(), times * chart.getHeight());
    Graphics2D pen = Style.pen(sheet);
    // Snapped to whole pixels, lines of many points would wobble.
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.scale(times, times);
    chart.paint(pen, chart.getWidth(), chart.getHeight());
    pen.dispose();
    return sheet;
  }
}

package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.workbench.plot.PlotStyle;
import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How the pixels of one kind are called and drawn; every kind has its own mark and line. */
public final class ChannelStyle {
  private ChannelStyle() {}

  /** Returns what a person calls the pixels: {@code red}, or {@code green 1} in the red rows. */
  public static String name(Channel channel) {
    return channel.toString();
  }

  static Color ink(Channel channel) {
    return switch (channel) {
      case MONOCHROME -> PlotStyle.ink(Colour.BLUE);
      case RED -> PlotStyle.ink(Colour.RED);
      case GREEN_IN_RED_ROW -> PlotStyle.ink(Colour.GREEN);
      case GREEN_IN_BLUE_ROW -> new Color(0x66bd9b);
      case BLUE -> PlotStyle.ink(Colour.BLUE);
    };
  }

  static Marker mark(Channel channel) {
    return switch (channel) {
      case MONOCHROME, RED -> SeriesMarkers.CIRCLE;
      case GREEN_IN_RED_ROW -> SeriesMarkers.TRIANGLE_UP;
      case GREEN_IN_BLUE_ROW -> SeriesMarkers.TRIANGLE_DOWN;
      case BLUE -> SeriesMarkers.DIAMOND;
    };
  }

  /** Returns what a legend calls the pale points of a kind: the last speaks for all. */
  static String pale(Channel channel) {
    return switch (channel) {
      case MONOCHROME, BLUE -> "not fitted";
      case RED, GREEN_IN_RED_ROW, GREEN_IN_BLUE_ROW -> "";
    };
  }

  /** Returns a line of some kind. */
  static BasicStroke line(float width, float... dash) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash.length == 0 ? null : dash, 0);
  }
}

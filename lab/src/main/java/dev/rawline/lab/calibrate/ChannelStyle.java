package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;
import java.util.List;

/** The colour and the symbol of the pixels of one channel. */
final class ChannelStyle {
  private static final double DOT = 3.5;

  private ChannelStyle() {}

  /** Returns the entry of a legend for points that no line was fitted to. */
  static LegendKey unfitted(ChannelCalibration channel) {
    return LegendKey.points(
        "not fitted", symbol(channel.channel()), Palette.pale(ink(channel.channel())));
  }

  /** Draws points of a channel, paler where no line was fitted to them. */
  static void draw(Axes axes, ChannelCalibration channel, List<Point> points, boolean pale) {
    Color ink = ink(channel.channel());
    axes.points(points, symbol(channel.channel()), DOT, pale ? Palette.pale(ink) : ink);
  }

  static Color ink(Channel channel) {
    return switch (channel) {
      case MONOCHROME, BLUE -> Palette.of(Colour.BLUE);
      case RED -> Palette.of(Colour.RED);
      case GREEN_IN_RED_ROW -> Palette.of(Colour.GREEN);
      case GREEN_IN_BLUE_ROW -> new Color(0x66bd9b);
    };
  }

  static Symbol symbol(Channel channel) {
    return switch (channel) {
      case MONOCHROME, RED -> Symbol.CIRCLE;
      case GREEN_IN_RED_ROW -> Symbol.TRIANGLE_UP;
      case GREEN_IN_BLUE_ROW -> Symbol.TRIANGLE_DOWN;
      case BLUE -> Symbol.DIAMOND;
    };
  }
}

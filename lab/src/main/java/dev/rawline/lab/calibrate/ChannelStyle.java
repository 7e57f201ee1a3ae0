package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;

/** The colour and the symbol of the pixels of one channel. */
final class ChannelStyle {
  private ChannelStyle() {}

  /** Returns the entry of a legend for points that no line was fitted to. */
  static LegendKey unfitted(ChannelCalibration channel) {
    return LegendKey.points(
        "not fitted", symbol(channel.channel()), Palette.pale(ink(channel.channel())));
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

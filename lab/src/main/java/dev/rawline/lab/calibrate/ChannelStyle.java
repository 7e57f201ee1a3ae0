package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;

/** The name, the colour and the symbol of the pixels of one channel. */
public final class ChannelStyle {
  private ChannelStyle() {}

  /** Returns the name of a channel: {@code red}, or {@code green 1} in the red rows. */
  public static String name(Channel channel) {
    return channel.toString();
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

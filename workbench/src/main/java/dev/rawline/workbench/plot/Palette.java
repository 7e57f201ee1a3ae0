package dev.rawline.workbench.plot;

import dev.rawline.imaging.frame.Colour;
import java.awt.Color;
import java.util.List;

/** Colours of Okabe and Ito, which colour-blind people can distinguish. */
public final class Palette {
  public static final Color BLUE = new Color(0x0072b2);
  public static final Color ORANGE = new Color(0xd55e00);
  public static final Color GREEN = new Color(0x009e73);
  public static final Color PINK = new Color(0xcc79a7);
  public static final Color AMBER = new Color(0xe69f00);
  public static final Color SKY = new Color(0x56b4e9);

  /** The grey of elements for comparison only. */
  public static final Color GREY = new Color(0xa8a8a8);

  private static final List<Color> SERIES =
      List.of(
          BLUE,
          ORANGE,
          GREEN,
          PINK,
          AMBER,
          SKY,
          new Color(0x7a5195),
          new Color(0x6b4c2a),
          Style.INK);

  private static final double PALE = 0.45;

  private Palette() {}

  /** Returns the colour of a series, counted from 0; after nine they repeat. */
  public static Color series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** Returns the colour of lines that show a colour channel. */
  public static Color of(Colour colour) {
    return switch (colour) {
      case RED -> ORANGE;
      case GREEN -> GREEN;
      case BLUE -> BLUE;
    };
  }

  /** Returns a paler colour, for less important elements. */
  public static Color pale(Color colour) {
    return new Color(mixed(colour.getRed()), mixed(colour.getGreen()), mixed(colour.getBlue()));
  }

  /** Returns a colour as SVG and style sheets write it: {@code #0072b2}. */
  public static String hex(Color colour) {
    return "#%02x%02x%02x".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
  }

  private static int mixed(int level) {
    return 255 - (int) Math.round(PALE * (255 - level));
  }
}

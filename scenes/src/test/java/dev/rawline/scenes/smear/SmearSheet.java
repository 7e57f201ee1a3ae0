package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.random.Seed;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws the sheet of smears in the documentation: {@code SmearSheet FILE [PIXELS [PICTURES
 * [SEED]]]}.
 *
 * <p>All twelve types of white cell, two types a row, some seeds of each.
 */
final class SmearSheet {
  private static final double FIELD = 32e-6;
  private static final int GAP = 3;
  private static final int BETWEEN = 14;
  private static final int CAPTION = 22;

  private SmearSheet() {}

  public static void main(String[] arguments) throws IOException {
    int pixels = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 144;
    int pictures = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 4;
    long run = arguments.length > 3 ? Long.parseLong(arguments[3]) : 9;
    List<LeukocyteType> types = List.of(LeukocyteType.values());
    int wide = pictures * (pixels + GAP);
    int high = pixels + CAPTION;
    BufferedImage sheet =
        new BufferedImage(
            2 * wide + BETWEEN + 2 * GAP,
            (types.size() + 1) / 2 * high + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int i = 0; i < types.size(); i++) {
      LeukocyteType type = types.get(i);
      int left = GAP + i % 2 * (wide + BETWEEN);
      int row = i / 2;
      graphics.drawString(
          type.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
          left,
          row * high + CAPTION - 7);
      for (int picture = 0; picture < pictures; picture++) {
        Radiance light =
            SmearScene.draw(type, new Seed(run, type.name() + picture))
                .radiance(new Grid(pixels, pixels, FIELD / pixels));
        graphics.drawImage(
            picture(light), left + picture * (pixels + GAP), row * high + CAPTION, null);
      }
    }
    ImageIO.write(sheet, "png", Path.of(arguments[0]).toFile());
  }

  /**
   * Returns the picture of a camera balanced for the default lamp; white is slightly brighter than
   * it.
   */
  static BufferedImage picture(Radiance light) {
    BufferedImage picture =
        new BufferedImage(light.width(), light.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < light.height(); row++) {
      for (int column = 0; column < light.width(); column++) {
        int rgb = 0;
        for (Colour band : Colour.values()) {
          rgb = rgb << 8 | level(light.at(band, row, column) / (1.15 * Lamp.TYPICAL.at(band)));
        }
        picture.setRGB(column, row, rgb);
      }
    }
    return picture;
  }

  private static int level(double share) {
    double value = Math.clamp(share, 0.0, 1.0);
    double encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    return (int) (255 * encoded + 0.5);
  }
}

package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;

/** An outline of a mask. */
public final class MaskOutline {
  private MaskOutline() {}

  /** Draws the pixels of an object with a neighbour in the background. */
  public static void draw(BufferedImage picture, Mask mask, Color colour) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        boolean edge =
            !covers(mask, picture, x - 1, y)
                || !covers(mask, picture, x + 1, y)
                || !covers(mask, picture, x, y - 1)
                || !covers(mask, picture, x, y + 1);
        if (edge && covers(mask, picture, x, y)) {
          picture.setRGB(x, y, colour.getRGB());
        }
      }
    }
  }

  /**
   * Beyond the picture objects continue, so that the picture's edge is not drawn as an object's.
   */
  private static boolean covers(Mask mask, BufferedImage picture, int x, int y) {
    int column = Math.clamp(x, 0, picture.getWidth() - 1) * mask.width() / picture.getWidth();
    int row = Math.clamp(y, 0, picture.getHeight() - 1) * mask.height() / picture.getHeight();
    return mask.at(row, column) != 0;
  }
}

package dev.rawline.lab.photon;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.SignedMap;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Samples, each as the model sees it, and beside it where in the raw image noise moves what the
 * model says, and which way.
 */
public final class NoiseSheet {
  private static final int SIDE = 256;
  private static final int MARGIN = 20;
  private static final int HEADER = 74;
  private static final int GAP = 16;
  private static final int LINES = 62;
  private static final int TIMES = 2;
  private static final int COLUMNS = 2;

  private NoiseSheet() {}

  /**
   * One sample of the sheet.
   *
   * @param lines what is told of it
   * @param picture what the model sees
   * @param moved what the noise of each sample of the mosaic moves the deciding number by, with its
   *     sign
   */
  public record Shown(List<String> lines, View picture, RawImage moved) {
    /** Copies the lines. */
    public Shown {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Draws the sheet.
   *
   * @param title the first line
   * @param lines what is told below it
   * @param samples at least one
   */
  public static BufferedImage draw(String title, List<String> lines, List<Shown> samples) {
    int columns = Math.min(COLUMNS, samples.size());
    int rows = (samples.size() + columns - 1) / columns;
    int cell = 2 * SIDE + GAP;
    int tall = LINES + SIDE + GAP;
    int width = columns * cell + (columns - 1) * 2 * GAP + 2 * MARGIN;
    BufferedImage sheet = Style.sheet(TIMES * width, TIMES * (HEADER + rows * tall + MARGIN));
    Graphics2D pen = Style.pen(sheet);
    pen.scale(TIMES, TIMES);
    Style.header(pen, title, lines, MARGIN, width - 2 * MARGIN);
    for (int i = 0; i < samples.size(); i++) {
      int x = MARGIN + i % columns * (cell + 2 * GAP);
      int y = HEADER + i / columns * tall;
      Shown shown = samples.get(i);
      for (int line = 0; line < shown.lines.size(); line++) {
        Style.write(
            pen,
            line == 0 ? Style.TEXT_BOLD : Style.SMALL,
            line == 0 ? Style.INK : Style.FAINT_INK,
            shown.lines.get(line),
            x,
            y + 30 + 20 * line,
            cell);
      }
      Thumbnail small = new Thumbnail(shown.picture.width(), shown.picture.height(), SIDE);
      small.add(0, shown.picture);
      picture(pen, small.image(), x, y + LINES);
      picture(pen, new SignedMap(shown.moved, SIDE).image(), x + SIDE + GAP, y + LINES);
    }
    pen.dispose();
    return sheet;
  }

  private static void picture(Graphics2D pen, BufferedImage image, int x, int y) {
    BufferedImage shown =
        Thumbnail.enlarged(image, Thumbnail.enlargement(image.getWidth(), image.getHeight(), SIDE));
    pen.drawImage(shown, x, y, null);
    pen.setColor(Style.RULE);
    pen.drawRect(x, y, shown.getWidth() - 1, shown.getHeight() - 1);
  }
}

package dev.rawline.workbench.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** The look that sheets and plots share: neutral, so that only the pictures have colour. */
public final class Style {
  public static final Color BACKGROUND = new Color(0xf4f4f4);
  public static final Color INK = new Color(0x1c1c1c);
  public static final Color FAINT_INK = new Color(0x5a5a5a);
  public static final Color RULE = new Color(0xcfcfcf);

  /** From one line of text to the next [px]. */
  public static final int LINE = 23;

  public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 26);
  public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
  public static final Font TEXT_BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  public static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private Style() {}

  /** Returns an empty sheet. */
  public static BufferedImage sheet(int width, int height) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pen(sheet);
    pen.setColor(BACKGROUND);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return sheet;
  }

  /** Returns a pen that draws smooth text and lines. */
  public static Graphics2D pen(BufferedImage sheet) {
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setColor(INK);
    return pen;
  }

  /** Writes one line, shortened in its middle where it would be wider than it may be. */
  public static void write(
      Graphics2D pen, Font font, Color colour, String text, int x, int y, int width) {
    pen.setFont(font);
    pen.setColor(colour);
    pen.drawString(fitting(pen.getFontMetrics(), text, width), x, y);
  }

  /** Writes a sheet's title, and lines below it, from a margin at the left and the top. */
  public static void header(
      Graphics2D pen, String title, List<String> lines, int margin, int width) {
    write(pen, TITLE, INK, title, margin, margin + 24, width);
    int y = margin + 24 + 28;
    for (String line : lines) {
      write(pen, TEXT, FAINT_INK, line, margin, y, width);
      y += LINE;
    }
  }

  private static String fitting(FontMetrics metrics, String text, int width) {
    String shown = text;
    for (int kept = text.length() - 1; metrics.stringWidth(shown) > width && kept > 1; kept--) {
      shown = text.substring(0, kept - kept / 2) + "…" + text.substring(text.length() - kept / 2);
    }
    return shown;
  }
}

package dev.rawline.lab.training;

import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.workbench.plot.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Which class was taken for which: a row is what samples are, a column what the model says. Each
 * cell tells a count and its share of the row, and is the darker the larger the share.
 */
public final class ConfusionMatrix {
  private static final int TIMES = 2;
  private static final int CELL = 64;
  private static final int MARGIN = 28;
  private static final int HEADER = 96;
  private static final int LEAST_WIDTH = 700;
  private static final int LEAST_LABEL = 70;
  private static final int MOST_LABEL = 220;
  private static final int TOTAL = 74;
  private static final String NONE = "–";
  private static final double SLANT = Math.toRadians(-40);

  /** Above this share a cell is so dark that letters must be white. */
  private static final double DARK = 0.3;

  private static final Color DARKEST = new Color(0x08519c);
  private static final Color DIAGONAL = new Color(0x1c1c1c);

  private ConfusionMatrix() {}

  /**
   * Draws the matrix of what a model says.
   *
   * @param title the first line
   * @param lines what is told below it, two lines at most
   */
  public static BufferedImage draw(ConfusionCounts confusion, String title, List<String> lines) {
    return draw(confusion, title, lines, "what it is", "what the model says");
  }

  /**
   * Draws the matrix.
   *
   * @param title the first line
   * @param lines what is told below it, two lines at most
   * @param truth what rows are
   * @param said what columns are
   */
  public static BufferedImage draw(
      ConfusionCounts confusion, String title, List<String> lines, String truth, String said) {
    int classes = confusion.classes().size();
    BufferedImage probe = Style.sheet(1, 1);
    Graphics2D measure = Style.pen(probe);
    FontMetrics metrics = measure.getFontMetrics(Style.CAPTION);
    int label =
        Math.clamp(
            confusion.classes().stream().mapToInt(metrics::stringWidth).max().orElse(0) + 16,
            LEAST_LABEL,
            MOST_LABEL);
    measure.dispose();
    int slanted = (int) (label * Math.sin(-SLANT)) + 40;
    int left = MARGIN + 26 + label;
    int top = MARGIN + HEADER + slanted;
    int width = Math.max(left + classes * CELL + TOTAL + MARGIN + label / 2, LEAST_WIDTH);
    int height = top + classes * CELL + 44 + MARGIN;
    BufferedImage sheet = Style.sheet(TIMES * width, TIMES * height);
    Graphics2D pen = Style.pen(sheet);
    pen.scale(TIMES, TIMES);
    Style.header(pen, title, lines, MARGIN, width - 2 * MARGIN);
    for (int row = 0; row < classes; row++) {
      drawRow(pen, confusion, row, left, top + row * CELL, label);
    }
    drawColumns(pen, confusion, left, top, label);
    drawHeads(pen, classes, left, top, label, truth, said);
    drawFrame(pen, classes, left, top);
    pen.dispose();
    return sheet;
  }

  private static void drawRow(
      Graphics2D pen, ConfusionCounts confusion, int row, int left, int y, int label) {
    List<String> names = confusion.classes();
    long all = 0;
    for (int column = 0; column < names.size(); column++) {
      all += confusion.count(row, column);
    }
    for (int column = 0; column < names.size(); column++) {
      long count = confusion.count(row, column);
      double share = all == 0 ? 0 : (double) count / all;
      int x = left + column * CELL;
      pen.setColor(shade(share));
      pen.fillRect(x, y, CELL, CELL);
      Color ink = share > DARK ? Color.WHITE : count == 0 ? Style.RULE : Style.INK;
      centred(
          pen,
          row == column ? Style.TEXT_BOLD : Style.TEXT,
          ink,
          count + "",
          x,
          y + (count > 0 ? 30 : 38));
      if (count > 0) {
        centred(pen, Style.SMALL, ink, percent(share), x, y + 49);
      }
    }
    String name = names.get(row);
    FontMetrics metrics = pen.getFontMetrics(Style.CAPTION);
    int drawn = Math.min(metrics.stringWidth(name), label - 12);
    Style.write(
        pen, Style.CAPTION, Style.INK, name, left - 10 - drawn, y + CELL / 2 + 5, label - 12);
    String recall = all == 0 ? NONE : percent((double) confusion.count(row, row) / all);
    Style.write(
        pen,
        Style.CAPTION,
        Style.FAINT_INK,
        recall,
        left + names.size() * CELL + 12,
        y + CELL / 2 + 5,
        TOTAL);
  }

  private static void drawColumns(
      Graphics2D pen, ConfusionCounts confusion, int left, int top, int label) {
    List<String> names = confusion.classes();
    for (int column = 0; column < names.size(); column++) {
      AffineTransform before = pen.getTransform();
      pen.translate(left + column * CELL + CELL / 2.0 - 4, top - 10);
      pen.rotate(SLANT);
      Style.write(pen, Style.CAPTION, Style.INK, names.get(column), 0, 0, label);
      pen.setTransform(before);
      long said = 0;
      for (int row = 0; row < names.size(); row++) {
        said += confusion.count(row, column);
      }
      String precision =
          said == 0 ? NONE : percent((double) confusion.count(column, column) / said);
      centred(
          pen,
          Style.CAPTION,
          Style.FAINT_INK,
          precision,
          left + column * CELL,
          top + names.size() * CELL + 22);
    }
    int right = left + names.size() * CELL + 12;
    Style.write(pen, Style.SMALL, Style.FAINT_INK, "recall", right, top - 8, TOTAL);
    Style.write(
        pen,
        Style.SMALL,
        Style.FAINT_INK,
        "precision",
        right,
        top + names.size() * CELL + 22,
        TOTAL);
  }

  private static void drawHeads(
      Graphics2D pen, int classes, int left, int top, int label, String truth, String said) {
    AffineTransform before = pen.getTransform();
    pen.translate(MARGIN + 14, top + classes * CELL / 2.0);
    pen.rotate(-Math.PI / 2);
    int half = pen.getFontMetrics(Style.TEXT_BOLD).stringWidth(truth) / 2;
    Style.write(pen, Style.TEXT_BOLD, Style.INK, truth, -half, 0, 2 * half + 1);
    pen.setTransform(before);
    int slanted = (int) (label * Math.sin(-SLANT));
    Style.write(pen, Style.TEXT_BOLD, Style.INK, said, left, top - slanted - 26, 300);
  }

  private static void drawFrame(Graphics2D pen, int classes, int left, int top) {
    pen.setColor(Style.RULE);
    for (int i = 0; i <= classes; i++) {
      pen.drawLine(left + i * CELL, top, left + i * CELL, top + classes * CELL);
      pen.drawLine(left, top + i * CELL, left + classes * CELL, top + i * CELL);
    }
    pen.setColor(DIAGONAL);
    for (int i = 0; i < classes; i++) {
      pen.drawRect(left + i * CELL, top + i * CELL, CELL, CELL);
    }
  }

  private static void centred(Graphics2D pen, Font font, Color ink, String text, int left, int y) {
    int width = pen.getFontMetrics(font).stringWidth(text);
    Style.write(pen, font, ink, text, left + (CELL - width) / 2, y, CELL);
  }

  private static Color shade(double share) {
    // Darker than in proportion, so that small shares are told from none.
    double depth = Math.sqrt(share);
    return new Color(
        mixed(DARKEST.getRed(), depth),
        mixed(DARKEST.getGreen(), depth),
        mixed(DARKEST.getBlue(), depth));
  }

  private static int mixed(int level, double depth) {
    return (int) Math.round(255 - depth * (255 - level));
  }

  private static String percent(double share) {
    double percent = 100 * share;
    return percent > 0 && percent < 1 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }
}

package dev.rawline.lab.views;

import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One picture under corruptions on one labelled sheet: a row a corruption, a column a severity, and
 * the picture as it is before them.
 *
 * @param title the sheet's first line, for example the file's name
 * @param picture what is corrupted, at its own size
 * @param kinds the rows, from the top
 * @param constants the corruptions' numbers
 * @param seed what their randomness is drawn from
 */
public record CorruptionSheet(
    String title,
    View picture,
    List<CorruptionKind> kinds,
    CorruptionConstants constants,
    Seed seed) {

  /** The longest side of a picture on the sheet [px]. */
  private static final int SIDE = 168;

  private static final int MARGIN = 28;
  private static final int GAP = 8;
  private static final int NAMES = 180;
  private static final int HEADER = 84;
  private static final int HEADINGS = 30;

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CorruptionSheet {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a sheet of no corruption: name at least one");
    }
  }

  /** Returns the sheet. */
  public BufferedImage draw() {
    BufferedImage unchanged = shown(picture);
    int across = unchanged.getWidth() + GAP;
    int down = unchanged.getHeight() + GAP;
    int left = MARGIN + NAMES;
    int top = MARGIN + HEADER + HEADINGS;
    BufferedImage sheet =
        Style.sheet(
            left + (1 + Corruption.SEVERITIES) * across - GAP + MARGIN,
            top + kinds.size() * down - GAP + MARGIN);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, title, List.of(subtitle(unchanged)), MARGIN, sheet.getWidth() - 2 * MARGIN);
    heading(pen, "unchanged", left, top, unchanged.getWidth());
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      heading(pen, "severity " + severity, left + severity * across, top, unchanged.getWidth());
    }
    for (int row = 0; row < kinds.size(); row++) {
      CorruptionKind kind = kinds.get(row);
      int y = top + row * down;
      String name = kind.word().replace('_', ' ');
      Style.write(
          pen,
          Style.TEXT_BOLD,
          Style.INK,
          name,
          MARGIN,
          y + unchanged.getHeight() / 2 + 6,
          NAMES - GAP);
      pen.drawImage(unchanged, left, y, null);
      for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
        View corrupted = kind.at(severity, constants).draw(seed).apply(picture);
        pen.drawImage(shown(corrupted), left + severity * across, y, null);
      }
    }
    pen.dispose();
    return sheet;
  }

  private String subtitle(BufferedImage shown) {
    String numbers =
        switch (constants) {
          case SCALED -> "constants of ImageNet-C, lengths scaled to the picture";
          case THIRTY_TWO -> "constants of CIFAR-10-C, made for 32 px";
        };
    String size = "%d × %d px".formatted(picture.width(), picture.height());
    return shown.getWidth() < picture.width()
        ? "%s, shown at %d × %d · %s".formatted(size, shown.getWidth(), shown.getHeight(), numbers)
        : size + " · " + numbers;
  }

  private static void heading(Graphics2D pen, String text, int x, int top, int width) {
    Style.write(pen, Style.CAPTION, Style.FAINT_INK, text, x, top - 10, width);
  }

  /** Returns a picture at most as large as a cell; a tiny one is enlarged by a whole number. */
  private static BufferedImage shown(View view) {
    Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), SIDE);
    thumbnail.add(0, view);
    return Thumbnail.enlarged(
        thumbnail.image(), Thumbnail.enlargement(view.width(), view.height(), SIDE));
  }
}

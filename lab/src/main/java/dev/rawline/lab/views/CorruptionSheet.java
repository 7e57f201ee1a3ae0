package dev.rawline.lab.views;

import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
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

  private static final int GAP = 8;
  private static final int NAMES = 172;

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CorruptionSheet {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a sheet without corruptions: expected at least one");
    }
  }

  /** Returns the sheet. */
  public BufferedImage draw() {
    Block unchanged = Block.picture(Thumbnail.fitted(picture, SIDE));
    List<Block> heads = new ArrayList<>(List.of(Block.space(NAMES, 0)));
    heads.add(Block.note("unchanged", unchanged.width()));
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      heads.add(Block.note("severity " + severity, unchanged.width()));
    }
    List<Block> rows = new ArrayList<>(List.of(Block.row(GAP, heads)));
    for (CorruptionKind kind : kinds) {
      List<Block> row = new ArrayList<>();
      row.add(Block.name(kind.word().replace('_', ' '), NAMES).within(NAMES, unchanged.height()));
      row.add(unchanged);
      for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
        View corrupted = kind.at(severity, constants).draw(seed).apply(picture);
        row.add(Block.picture(Thumbnail.fitted(corrupted, SIDE)));
      }
      rows.add(Block.row(GAP, row));
    }
    return Block.column(GAP, rows).sheet(title, List.of(subtitle(unchanged)), 0);
  }

  private String subtitle(Block shown) {
    String numbers =
        switch (constants) {
          case SCALED -> "constants of ImageNet-C, lengths scaled to the image size";
          case THIRTY_TWO -> "constants of CIFAR-10-C, for images of 32 px";
        };
    String size = "%d × %d px".formatted(picture.width(), picture.height());
    return shown.width() < picture.width()
        ? "%s, shown at %d × %d · %s".formatted(size, shown.width(), shown.height(), numbers)
        : size + " · " + numbers;
  }
}

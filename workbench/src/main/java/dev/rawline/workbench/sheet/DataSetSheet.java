package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Some samples of every class of a data set on one labelled sheet, for visual inspection; around
 * what a mask covers there is a line. Small classes are side by side.
 */
public final class DataSetSheet {
  /** The longest side of a picture on the sheet [px]. */
  public static final int CELL = 192;

  private static final int GAP = 6;
  private static final int BELOW = 12;
  private static final int LEAST_WIDTH = 750;
  private static final int COLUMNS = 6;
  private static final Color OUTLINE = new Color(0x00e5ff);

  private final String title;
  private final List<String> lines;
  private final int cell;
  private final int aLine;
  private final Map<String, List<Block>> rows = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /**
   * Prepares a sheet.
   *
   * @param title its first line
   * @param lines the lines below it, two at most
   */
  public DataSetSheet(String title, List<String> lines) {
    this(title, lines, CELL, COLUMNS);
  }

  /**
   * Prepares a sheet with pictures of another size.
   *
   * @param title its first line
   * @param lines the lines below it, two at most
   * @param cell the longest side of a picture [px]
   * @param aLine how many pictures are side by side
   */
  public DataSetSheet(String title, List<String> lines, int cell, int aLine) {
    this.title = title;
    this.lines = List.copyOf(lines);
    this.cell = cell;
    this.aLine = aLine;
  }

  /** Returns as many as are wanted, from the first on at even distances. */
  public static <T> List<T> spread(List<T> all, int wanted) {
    int count = Math.min(wanted, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  /** Begins a class, with a note next to its name. */
  public void row(String label, String note) {
    rows.put(label, new ArrayList<>());
    notes.put(label, note);
  }

  /**
   * Adds a sample to its class.
   *
   * @param mask which of its pixels are outlined; as large as the view
   */
  public void add(String label, View view, Optional<Mask> mask, String caption) {
    BufferedImage picture = Thumbnail.fitted(view, cell);
    mask.ifPresent(object -> MaskOutline.draw(picture, object, OUTLINE));
    add(label, Block.picture(picture), caption);
  }

  /** Leaves the place of a sample empty, and shows why. */
  public void gap(String label, String caption) {
    add(label, Block.framed(Style.sheet(cell, cell)), caption);
  }

  private void add(String label, Block picture, String caption) {
    // A small picture leaves the room that the name of its class needs.
    int width = Math.max(picture.width(), cell);
    rows.get(label).add(Block.column(GAP / 2, List.of(picture, Block.note(caption, width))));
  }

  /** Returns the sheet of all that was added: as many classes side by side as fit on a line. */
  public BufferedImage draw() {
    List<List<String>> lines = new ArrayList<>();
    for (String label : rows.keySet()) {
      if (lines.isEmpty() || cells(lines.getLast()) + rows.get(label).size() > aLine) {
        lines.add(new ArrayList<>());
      }
      lines.getLast().add(label);
    }
    return Block.column(
            BELOW,
            lines.stream()
                .map(line -> Block.row(3 * GAP, line.stream().map(this::row).toList()))
                .toList())
        .sheet(title, this.lines, LEAST_WIDTH);
  }

  private int cells(List<String> line) {
    return line.stream().mapToInt(label -> rows.get(label).size()).sum();
  }

  private Block row(String label) {
    Block samples = Block.row(GAP, rows.get(label));
    int width = Math.max(samples.width(), cell);
    String note = notes.get(label);
    int left = width(Style.TEXT_BOLD, label) + 2 * GAP;
    int length = width(Style.SMALL, note);
    Block name = Block.name(label, width);
    if (left + length <= width) {
      name = name.overlaid(Block.note(note, length), left, 3);
    }
    return Block.column(name, samples);
  }

  private static int width(Font font, String text) {
    return (int) Math.ceil(FontStyle.of(font).width(text));
  }
}

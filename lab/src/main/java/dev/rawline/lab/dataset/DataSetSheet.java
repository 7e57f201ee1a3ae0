package dev.rawline.lab.dataset;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.MaskOutline;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Some samples of every class of a data set on one labelled sheet, so that people can look; around
 * what a mask covers there is a line. Small classes stand side by side.
 */
public final class DataSetSheet {
  /** The longest side of a picture on the sheet [px]. */
  public static final int CELL = 192;

  private static final int MARGIN = 28;
  private static final int GAP = 6;
  private static final int HEADER = 104;
  private static final int NAME = 26;
  private static final int LEAST_WIDTH = 750;
  private static final int COLUMNS = 6;
  private static final int CAPTION = 20;
  private static final int BELOW = 12;
  private static final Color OUTLINE = new Color(0x00e5ff);

  private final String title;
  private final List<String> lines;
  private final int cell;
  private final int aLine;
  private final Map<String, List<Cell>> rows = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /**
   * Prepares a sheet.
   *
   * @param title its first line
   * @param lines what is told below it, two lines at most
   */
  public DataSetSheet(String title, List<String> lines) {
    this(title, lines, CELL, COLUMNS);
  }

  /**
   * Prepares a sheet with pictures of another size.
   *
   * @param title its first line
   * @param lines what is told below it, two lines at most
   * @param cell the longest side of a picture [px]
   * @param aLine how many pictures stand side by side
   */
  public DataSetSheet(String title, List<String> lines, int cell, int aLine) {
    this.title = title;
    this.lines = List.copyOf(lines);
    this.cell = cell;
    this.aLine = aLine;
  }

  /** One picture of the sheet. */
  private record Cell(BufferedImage picture, String caption) {}

  /** Begins a class, with a note beside its name. */
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
    Thumbnail thumbnail = new Thumbnail(view.width(), view.height(), cell);
    thumbnail.add(0, view);
    BufferedImage picture =
        Thumbnail.enlarged(
            thumbnail.image(), Thumbnail.enlargement(view.width(), view.height(), cell));
    mask.ifPresent(object -> MaskOutline.draw(picture, object, OUTLINE));
    rows.get(label).add(new Cell(picture, caption));
  }

  /** Leaves the place of a sample empty, and says why. */
  public void gap(String label, String caption) {
    BufferedImage picture = Style.sheet(cell, cell);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Style.RULE);
    pen.drawRect(0, 0, cell - 1, cell - 1);
    pen.dispose();
    rows.get(label).add(new Cell(picture, caption));
  }

  /** Returns the sheet of all that was added. */
  public BufferedImage draw() {
    List<List<String>> lines = lines();
    // A small picture leaves the room that the name of its class needs.
    int cellWidth = Math.max(most(BufferedImage::getWidth), cell) + GAP;
    int height = HEADER + MARGIN - BELOW + MARGIN;
    for (List<String> line : lines) {
      height += height(line);
    }
    int columns = lines.stream().mapToInt(this::cells).max().orElse(0);
    int width = 2 * MARGIN + Math.max(columns * cellWidth - GAP, LEAST_WIDTH);
    BufferedImage sheet = Style.sheet(width, height);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, title, this.lines, MARGIN, width - 2 * MARGIN);
    int y = MARGIN + HEADER;
    for (List<String> line : lines) {
      int x = MARGIN;
      for (String label : line) {
        draw(pen, label, x, y, cellWidth);
        x += rows.get(label).size() * cellWidth;
      }
      y += height(line);
    }
    pen.dispose();
    return sheet;
  }

  private void draw(Graphics2D pen, String label, int left, int top, int cellWidth) {
    int room = Math.max(1, rows.get(label).size()) * cellWidth - GAP;
    int name = Math.min(pen.getFontMetrics(Style.TEXT_BOLD).stringWidth(label), room);
    Style.write(pen, Style.TEXT_BOLD, Style.INK, label, left, top + 16, room);
    int note = left + name + 2 * GAP;
    if (note + pen.getFontMetrics(Style.SMALL).stringWidth(notes.get(label)) <= left + room) {
      Style.write(pen, Style.SMALL, Style.FAINT_INK, notes.get(label), note, top + 16, room);
    }
    int x = left;
    for (Cell each : rows.get(label)) {
      int below = top + NAME + each.picture().getHeight() + 14;
      pen.drawImage(each.picture(), x, top + NAME, null);
      Style.write(pen, Style.SMALL, Style.FAINT_INK, each.caption(), x, below, cellWidth - GAP);
      x += cellWidth;
    }
  }

  /** Returns the classes line by line, as many side by side as fit. */
  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    for (String label : rows.keySet()) {
      if (lines.isEmpty() || cells(lines.getLast()) + rows.get(label).size() > aLine) {
        lines.add(new ArrayList<>());
      }
      lines.getLast().add(label);
    }
    return lines;
  }

  /** The height of a line is that of its tallest picture. */
  private int height(List<String> line) {
    return NAME
        + line.stream()
            .flatMap(label -> rows.get(label).stream())
            .mapToInt(each -> each.picture().getHeight())
            .max()
            .orElse(cell)
        + CAPTION
        + BELOW;
  }

  private int cells(List<String> line) {
    return line.stream().mapToInt(label -> rows.get(label).size()).sum();
  }

  private int most(ToIntFunction<BufferedImage> side) {
    return rows.values().stream()
        .flatMap(List::stream)
        .map(Cell::picture)
        .mapToInt(side)
        .max()
        .orElse(cell);
  }
}

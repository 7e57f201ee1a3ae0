package dev.rawline.lab.views;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Thumbnail;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Every step of a chain on one labelled sheet: its picture and, below it, its histogram. */
public final class TraceSheet {
  private static final int CELL = 380;
  private static final int AXES_HEIGHT = 170;
  private static final int COLUMNS = 4;
  private static final int MARGIN = 28;
  private static final int GAP = 26;
  private static final int HEADER = 76;
  private static final int CAPTION = 26;

  private final String title;
  private final String subtitle;
  private final List<Cell> cells = new ArrayList<>();

  /**
   * Prepares a sheet.
   *
   * @param title its first line, for example the file's name
   * @param subtitle its second line
   */
  public TraceSheet(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /** Takes the next step: its frame and what a person is shown of it. */
  public void add(String name, Frame frame, View shown) {
    Thumbnail thumbnail = new Thumbnail(frame.width(), frame.height(), CELL);
    thumbnail.add(0, shown);
    cells.add(
        new Cell(
            name, thumbnail.image(), HistogramPlot.of("", frame, CELL, AXES_HEIGHT).picture(1)));
  }

  /** Returns the sheet of all steps that were taken. */
  public BufferedImage draw() {
    int columns = Math.min(COLUMNS, cells.size());
    int rows = (cells.size() + columns - 1) / columns;
    int pictureHeight = cells.stream().mapToInt(cell -> cell.picture().getHeight()).max().orElse(0);
    int cellHeight = CAPTION + pictureHeight + cells.getFirst().histogram().getHeight();
    BufferedImage sheet =
        Style.sheet(
            2 * MARGIN + columns * (CELL + GAP) - GAP,
            2 * MARGIN + HEADER + rows * (cellHeight + GAP) - GAP);
    Graphics2D pen = Style.pen(sheet);
    Style.header(pen, title, List.of(subtitle), MARGIN, sheet.getWidth() - 2 * MARGIN);
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      int x = MARGIN + i % columns * (CELL + GAP);
      int y = MARGIN + HEADER + i / columns * (cellHeight + GAP);
      Style.write(pen, Style.TEXT, Style.INK, i + "  " + cell.name(), x, y + 16, CELL);
      pen.drawImage(cell.picture(), x + (CELL - cell.picture().getWidth()) / 2, y + CAPTION, null);
      pen.drawImage(cell.histogram(), x, y + CAPTION + pictureHeight, null);
    }
    pen.dispose();
    return sheet;
  }

  private record Cell(String name, BufferedImage picture, BufferedImage histogram) {}
}

package dev.rawline.workbench.sheet;

import dev.rawline.workbench.plot.ColourScale;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a sheet: a picture, a drawing, a line of text, or smaller parts in a row, a column or a
 * grid.
 *
 * @param width its width [px]
 * @param height its height [px]
 * @param painter draws it
 */
public record Block(int width, int height, Painter painter) {
  /** The edge of a sheet that stays free [px]. */
  public static final int MARGIN = 28;

  private static final int TITLE = 52;
  private static final int LABEL = 18;

  /** Draws a part, given its left edge and its top. */
  @FunctionalInterface
  interface Painter {
    void draw(Graphics2D pen, int x, int y);
  }

  /** Returns free space. */
  public static Block space(int width, int height) {
    return new Block(width, height, (pen, x, y) -> {});
  }

  /** Returns a line of text, shortened in its middle where it is wider. */
  public static Block text(String text, Font font, Color colour, int width) {
    int size = font.getSize();
    return new Block(
        width,
        size + size / 2,
        (pen, x, y) -> Style.write(pen, font, colour, text, x, y + size + 1, width));
  }

  /** Returns a bold line. */
  public static Block name(String text, int width) {
    return text(text, Style.TEXT_BOLD, Style.INK, width);
  }

  /** Returns a small, faint line. */
  public static Block note(String text, int width) {
    return text(text, Style.SMALL, Style.FAINT_INK, width);
  }

  /** Returns a drawing at its own size. */
  public static Block of(Drawing drawing) {
    return new Block(drawing.width(), drawing.height(), drawing::draw);
  }

  /** Returns a rectangle of one colour. */
  public static Block filled(int width, int height, Color colour) {
    DrawingBuilder sketch = new DrawingBuilder();
    sketch.fill(0, 0, width, height, colour, "");
    return of(sketch.drawing(width, height, "", ""));
  }

  /** Returns words that are readable on any picture. */
  public static Block label(String words) {
    int width = (int) Math.ceil(FontStyle.of(Style.SMALL).width(words));
    return filled(width + 8, LABEL, Style.INK)
        .overlaid(text(words, Style.SMALL, Color.WHITE, width), 4, -1);
  }

  /** Returns a picture at its own size. */
  public static Block picture(BufferedImage image) {
    return new Block(
        image.getWidth(), image.getHeight(), (pen, x, y) -> pen.drawImage(image, x, y, null));
  }

  /** Returns a picture at its own size with a thin frame on its edge. */
  public static Block framed(BufferedImage image) {
    DrawingBuilder sketch = new DrawingBuilder();
    sketch.frame(0.5, 0.5, image.getWidth() - 1, image.getHeight() - 1, Style.RULE, 1);
    return picture(image).overlaid(sketch);
  }

  /** Returns the bar of a colour scale. */
  public static Block scale(ColourScale scale, int width) {
    return of(scale.bar(width));
  }

  /** Returns this part with another upon it, whose left edge and top are given from its own. */
  public Block overlaid(Block more, int left, int top) {
    return new Block(
        width,
        height,
        (pen, x, y) -> {
          painter.draw(pen, x, y);
          more.painter.draw(pen, x + left, y + top);
        });
  }

  /** Returns this part with marks upon it, which end at its edges. */
  public Block overlaid(DrawingBuilder marks) {
    return overlaid(of(marks.drawing(width, height, "", "")), 0, 0);
  }

  /** Returns this part with a line along the edge of a place that is visible on any picture. */
  public Block outlined(Rectangle place) {
    DrawingBuilder sketch = new DrawingBuilder();
    double x = place.x + 0.5;
    double y = place.y + 0.5;
    sketch.frame(x, y, place.width - 1, place.height - 1, Color.BLACK, 3);
    sketch.frame(x, y, place.width - 1, place.height - 1, Color.WHITE, 1);
    return overlaid(sketch);
  }

  /** Returns this part at the left and the top of a larger one, below the start of its heading. */
  public Block within(int wide, int high) {
    return new Block(Math.max(wide, width), Math.max(high, height), painter);
  }

  /** Returns parts one below the other. */
  public static Block column(int gap, List<Block> parts) {
    int wide = parts.stream().mapToInt(Block::width).max().orElse(0);
    int high = parts.stream().mapToInt(part -> part.height + gap).sum() - gap;
    return new Block(
        wide,
        Math.max(0, high),
        (pen, x, y) -> {
          int top = y;
          for (Block part : parts) {
            part.painter.draw(pen, x, top);
            top += part.height + gap;
          }
        });
  }

  /** Returns parts directly below one another. */
  public static Block column(Block... parts) {
    return column(0, List.of(parts));
  }

  /** Returns parts side by side, aligned at their tops. */
  public static Block row(int gap, List<Block> parts) {
    int wide = parts.stream().mapToInt(part -> part.width + gap).sum() - gap;
    return new Block(
        Math.max(0, wide),
        parts.stream().mapToInt(Block::height).max().orElse(0),
        (pen, x, y) -> {
          int left = x;
          for (Block part : parts) {
            part.painter.draw(pen, left, y);
            left += part.width + gap;
          }
        });
  }

  /** Returns parts row by row, each in a cell as large as the largest. */
  public static Block grid(int columns, int gap, List<Block> parts) {
    int wide = parts.stream().mapToInt(Block::width).max().orElse(0);
    int high = parts.stream().mapToInt(Block::height).max().orElse(0);
    List<Block> rows = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += columns) {
      rows.add(
          row(
              gap,
              parts.subList(from, Math.min(from + columns, parts.size())).stream()
                  .map(part -> part.within(wide, high))
                  .toList()));
    }
    return column(gap, rows);
  }

  /**
   * Returns this part as a sheet, below a title and lines of text.
   *
   * @param leastWidth what the title and the lines need [px]
   */
  public BufferedImage sheet(String title, List<String> lines, int leastWidth) {
    return sheet(title, lines, leastWidth, 1);
  }

  /**
   * Returns this part as a sheet, below a title and lines of text.
   *
   * @param title its title; empty for a sheet without a header
   * @param leastWidth what the title and the lines need [px]
   * @param times how many pixels of the sheet a pixel here is wide
   */
  public BufferedImage sheet(String title, List<String> lines, int leastWidth, int times) {
    int inner = Math.max(width, leastWidth);
    int top = title.isEmpty() ? MARGIN : MARGIN + TITLE + lines.size() * Style.LINE;
    BufferedImage sheet =
        Style.sheet(times * (inner + 2 * MARGIN), times * (top + height + MARGIN));
    Graphics2D pen = Style.pen(sheet);
    pen.scale(times, times);
    Style.header(pen, title, lines, MARGIN, inner);
    painter.draw(pen, MARGIN, top);
    pen.dispose();
    return sheet;
  }
}

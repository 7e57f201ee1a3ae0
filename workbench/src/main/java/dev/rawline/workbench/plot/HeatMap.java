package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Anchor;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of numbers, each on its colour.
 *
 * @param title the first line
 * @param lines the lines below it
 * @param rows what the rows are
 * @param columns what the columns are
 * @param cells the cells, row by row; each has the same number of parts, side by side
 * @param scale what colours mean
 * @param unit what the numbers are, at the scale
 * @param outlines which cells stand out
 * @param description a text alternative for those who cannot see it
 */
public record HeatMap(
    String title,
    List<String> lines,
    Axis rows,
    Axis columns,
    List<List<List<Part>>> cells,
    ColourScale scale,
    String unit,
    List<Outline> outlines,
    String description) {
  private static final int LEAST_WIDTH = 620;
  private static final int LEAST_LABEL = 60;
  private static final int MOST_LABEL = 300;

  /** From one slanted line of a label to the next, along the axis [px]. */
  private static final int SLANTED_LINE = 20;

  private static final int CELL_HEIGHT = 42;
  private static final int WIDE_CELL = 76;
  private static final int NARROW_CELL = 58;
  private static final int PART = 34;

  /** From this number of columns on, cells are narrow. */
  private static final int MANY = 8;

  private static final int AXIS_NAME = 24;
  private static final int MARGIN_TEXT = 70;
  private static final double BOLD = 2;
  private static final double SLANT = -45;
  private static final int BAR_WIDTH = 260;
  private static final int BAR_STEPS = 65;
  private static final Color MISSING = new Color(0xe4e4e4);

  /**
   * The rows or the columns.
   *
   * @param name their common name
   * @param labels the label of each
   * @param margin the texts at the right of the rows, or below the columns
   */
  public record Axis(String name, List<String> labels, Optional<Margin> margin) {
    /** An axis without a margin. */
    public Axis(String name, List<String> labels) {
      this(name, labels, Optional.empty());
    }
  }

  /**
   * A number of a cell.
   *
   * @param value the number; empty if nothing was measured
   * @param text the number as text
   * @param small a small text below it; may be empty
   * @param note its tooltip
   */
  public record Part(Optional<Double> value, String text, String small, String note) {
    /** Returns a part without a measurement. */
    public static Part missing(String note) {
      return new Part(Optional.empty(), "–", "", note);
    }

    /** Returns it without the small text. */
    public Part withoutSmall() {
      return new Part(value, text, "", note);
    }
  }

  /**
   * A cell with an outline.
   *
   * @param row its row, from 0
   * @param column its column, from 0
   * @param style its style
   */
  public record Outline(int row, int column, OutlineStyle style) {}

  /**
   * The style and meaning of an outline.
   *
   * @param meaning its meaning, for the legend; empty for none
   * @param colour its colour
   * @param stroke its width [px]
   */
  public record OutlineStyle(String meaning, Color colour, double stroke) {}

  /**
   * Texts at the right of the rows, or below the columns.
   *
   * @param name their common name
   * @param texts a text for each row or column
   */
  public record Margin(String name, List<String> texts) {}

  /** Copies the lists. */
  public HeatMap {
    lines = List.copyOf(lines);
    cells = List.copyOf(cells);
    outlines = List.copyOf(outlines);
  }

  /** Returns the drawing. */
  public Drawing draw() {
    DrawingBuilder sketch = new DrawingBuilder();
    int parts = cells.getFirst().getFirst().size();
    int cell = parts > 1 ? parts * PART : columns.labels.size() < MANY ? WIDE_CELL : NARROW_CELL;
    int left =
        DrawingBuilder.MARGIN
            + AXIS_NAME
            + widest(rows.labels.stream().flatMap(HeatMap::lines))
            + 10;
    int end = left + columns.labels.size() * cell;
    boolean level =
        columns.labels.stream().allMatch(label -> FontStyle.SMALL.width(label) < cell - 8);
    int columnLabel = widest(columns.labels.stream().flatMap(HeatMap::parts));
    int overhang =
        level ? 0 : (int) (columnLabel * Math.cos(Math.toRadians(SLANT))) + SLANTED_LINE / 2;
    int width =
        Math.max(
            end
                + rows.margin.map(_ -> MARGIN_TEXT).orElse(0)
                + Math.max(DrawingBuilder.MARGIN, overhang - cell / 2 + DrawingBuilder.MARGIN),
            LEAST_WIDTH);
    int header = sketch.header(title, lines, width);
    int slanted = level ? 16 : (int) (columnLabel * Math.sin(Math.toRadians(-SLANT))) + 16;
    int top = header + AXIS_NAME + 12 + slanted;
    int bottom = top + rows.labels.size() * CELL_HEIGHT;
    sketch.words(
        left, header + AXIS_NAME, columns.name, FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    sketch.turned(
        DrawingBuilder.MARGIN + 14,
        (top + bottom) / 2.0,
        rows.name,
        FontStyle.TEXT_BOLD,
        Style.INK,
        Anchor.MIDDLE,
        -90);
    for (int row = 0; row < rows.labels.size(); row++) {
      int y = top + row * CELL_HEIGHT;
      writeRowLabel(sketch, rows.labels.get(row), left - 10, y);
      for (int column = 0; column < columns.labels.size(); column++) {
        drawCell(sketch, cells.get(row).get(column), left + column * cell, y, cell);
      }
    }
    for (int column = 0; column < columns.labels.size(); column++) {
      writeColumnLabel(
          sketch, columns.labels.get(column), left + (column + 0.5) * cell, top, level);
    }
    for (Outline outline : outlines) {
      drawOutline(
          sketch,
          outline.style,
          left + outline.column * cell,
          top + outline.row * CELL_HEIGHT,
          cell);
    }
    rows.margin.ifPresent(margin -> drawRight(sketch, margin, end + 12.0, top));
    columns.margin.ifPresent(margin -> drawBelow(sketch, margin, left, cell, bottom));
    int height =
        drawLegend(sketch, left, bottom + 26 + columns.margin.map(_ -> AXIS_NAME).orElse(0), width);
    return sketch.drawing(width, height, title, description);
  }

  private static void drawRight(DrawingBuilder sketch, Margin margin, double x, int top) {
    sketch.words(x, top - 8.0, margin.name, FontStyle.SMALL, Style.FAINT_INK, Anchor.START);
    for (int row = 0; row < margin.texts.size(); row++) {
      double y = top + (row + 0.5) * CELL_HEIGHT + 5;
      sketch.words(x, y, margin.texts.get(row), FontStyle.TEXT, Style.FAINT_INK, Anchor.START);
    }
  }

  private static void drawBelow(
      DrawingBuilder sketch, Margin margin, int left, int cell, int bottom) {
    double y = bottom + 20.0;
    sketch.words(left - 10.0, y, margin.name, FontStyle.SMALL, Style.FAINT_INK, Anchor.END);
    for (int column = 0; column < margin.texts.size(); column++) {
      double x = left + (column + 0.5) * cell;
      sketch.words(x, y, margin.texts.get(column), FontStyle.TEXT, Style.FAINT_INK, Anchor.MIDDLE);
    }
  }

  private static int widest(Stream<String> words) {
    double widest = words.mapToDouble(FontStyle.SMALL::width).max().orElse(0);
    return (int) Math.ceil(Math.clamp(widest, LEAST_LABEL, MOST_LABEL));
  }

  /** A label with a comma takes two lines: the view of a condition, and its other differences. */
  private static Stream<String> lines(String label) {
    int comma = label.indexOf(", ");
    return comma < 0
        ? Stream.of(label)
        : Stream.of(label.substring(0, comma), label.substring(comma + 2));
  }

  /** There is room for as many slanted lines as a label has parts. */
  private static Stream<String> parts(String label) {
    return Stream.of(label.split(", ", -1));
  }

  private static void writeRowLabel(DrawingBuilder sketch, String label, int right, int top) {
    List<String> lines = lines(label).toList();
    double y = top + CELL_HEIGHT / 2.0 + 4 - 7.5 * (lines.size() - 1);
    for (String line : lines) {
      String fitting = FontStyle.SMALL.fitting(line, MOST_LABEL);
      sketch.words(right, y, fitting, FontStyle.SMALL, Style.INK, Anchor.END);
      y += 15;
    }
  }

  private static void writeColumnLabel(
      DrawingBuilder sketch, String label, double middle, int top, boolean level) {
    List<String> lines = level ? List.of(label) : parts(label).toList();
    double x = level ? middle : middle + 4 - SLANTED_LINE / 2.0 * (lines.size() - 1);
    for (String line : lines) {
      sketch.turned(
          x,
          top - 9,
          FontStyle.SMALL.fitting(line, MOST_LABEL),
          FontStyle.SMALL,
          Style.INK,
          level ? Anchor.MIDDLE : Anchor.START,
          level ? 0 : SLANT);
      x += SLANTED_LINE;
    }
  }

  private void drawCell(DrawingBuilder sketch, List<Part> parts, int x, int y, int width) {
    double each = (double) width / parts.size();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      double left = x + i * each;
      sketch.fill(left, y, each, CELL_HEIGHT, part.value.map(scale::of).orElse(MISSING), part.note);
      Color ink = part.value.map(scale::ink).orElse(Style.FAINT_INK);
      FontStyle letters = parts.size() > 1 ? FontStyle.SMALL : FontStyle.TEXT;
      double middle = left + each / 2;
      boolean small = !part.small.isEmpty();
      sketch.words(middle, y + (small ? 20 : 26), part.text, letters, ink, Anchor.MIDDLE);
      if (small) {
        sketch.words(middle, y + 35, part.small, FontStyle.TINY, ink, Anchor.MIDDLE);
      }
    }
    sketch.frame(x, y, width, CELL_HEIGHT, Color.WHITE, 1);
  }

  private static void drawOutline(
      DrawingBuilder sketch, OutlineStyle style, double x, double y, double width) {
    double inside = style.stroke / 2;
    if (style.stroke > BOLD) { // a white line inside parts it from a dark cell
      sketch.frame(x + 4, y + 4, width - 8, CELL_HEIGHT - 8, Color.WHITE, 1.2);
    }
    sketch.frame(
        x + inside,
        y + inside,
        width - style.stroke,
        CELL_HEIGHT - style.stroke,
        style.colour,
        style.stroke);
  }

  private int drawLegend(DrawingBuilder sketch, int left, int top, int width) {
    new ColourBar(scale, BAR_WIDTH, BAR_STEPS, DrawingBuilder.MARGIN).draw(sketch, left, top);
    sketch.words(
        left, top + ColourBar.THICK + 36, unit, FontStyle.SMALL, Style.FAINT_INK, Anchor.START);
    List<OutlineStyle> styles =
        new ArrayList<>(
            outlines.stream()
                .map(Outline::style)
                .filter(style -> !style.meaning.isEmpty())
                .distinct()
                .toList());
    boolean beside = left + BAR_WIDTH + 40 + 190 <= width;
    int x = beside ? left + BAR_WIDTH + 40 : left;
    int y = beside ? top - 4 : top + ColourBar.THICK + 48;
    for (OutlineStyle style : styles) {
      sketch.frame(x, y, 22, 15, style.colour, style.stroke);
      sketch.words(x + 32, y + 12, style.meaning, FontStyle.SMALL, Style.INK, Anchor.START);
      y += 23;
    }
    return Math.max(top + ColourBar.THICK + 42, y) + DrawingBuilder.MARGIN - 6;
  }
}

package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Defect.Kind;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Ticks;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where defective pixels lie over the frame: the shape is the kind of the defect, hollow ones are
 * known from the reference.
 */
final class DefectMap {
  private static final int WIDTH = 760;
  private static final int LEFT = 64;
  private static final int TALLEST = 460;
  private static final int LEGEND = 28;

  /** Marks are so large, and the smaller the more there are, down to a least [px]. */
  private static final double LARGEST = 5;

  private static final double SMALLEST = 2;
  private static final int MANY = 100;
  private static final int TICKS = 6;
  private static final String TITLE = "Where defective pixels lie";

  private DefectMap() {}

  /**
   * Draws the map.
   *
   * @param width columns of the sensor [px]
   * @param height its rows [px]
   * @param fresh the defects that the reference does not have
   * @param known those that it has
   */
  static Drawing of(int width, int height, List<Defect> fresh, List<Defect> known) {
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        sketch.header(
            TITLE,
            List.of(
                "Filled: new; hollow: the reference has it, too. Marks are larger than pixels."),
            WIDTH);
    top = legend(sketch, fresh, known, top + LEGEND);
    Frame frame = Frame.of(width, height, top + 20);
    sketch.fill(frame.left, frame.top, frame.across, frame.down, Style.BACKGROUND, "");
    frame.axes(sketch);
    double radius =
        Math.clamp(
            LARGEST * Math.sqrt((double) MANY / Math.max(1, fresh.size() + known.size())),
            SMALLEST,
            LARGEST);
    known.forEach(defect -> frame.draw(sketch, defect, true, radius));
    fresh.forEach(defect -> frame.draw(sketch, defect, false, radius)); // on top
    sketch.frame(frame.left, frame.top, frame.across, frame.down, Style.FAINT_INK, 1);
    return sketch.drawing(
        WIDTH, (int) Math.ceil(frame.top + frame.down) + 60, TITLE, description(fresh, known));
  }

  /** The sensor, as large as fits [px]. */
  private record Frame(double left, double top, double across, double down, int columns, int rows) {
    static Frame of(int width, int height, int top) {
      double room = WIDTH - LEFT - (double) DrawingBuilder.MARGIN;
      double scale = Math.min(room / width, (double) TALLEST / height);
      return new Frame(LEFT, top, scale * width, scale * height, width, height);
    }

    void draw(DrawingBuilder sketch, Defect defect, boolean known, double radius) {
      DefectMap.draw(
          sketch, defect.kind(), known, x(defect.column() + 0.5), y(defect.row() + 0.5), radius);
    }

    double x(double column) {
      return left + across * column / columns;
    }

    double y(double row) {
      return top + down * row / rows;
    }

    void axes(DrawingBuilder sketch) {
      double bottom = top + down;
      for (double tick : Ticks.between(0, columns, TICKS)) {
        sketch.line(x(tick), bottom, x(tick), bottom + 5, Style.FAINT_INK, 1);
        sketch.words(
            x(tick),
            bottom + 19,
            NumberText.plain(tick),
            FontStyle.SMALL,
            Style.INK,
            Anchor.MIDDLE);
      }
      for (double tick : Ticks.between(0, rows, TICKS)) {
        sketch.line(left - 5, y(tick), left, y(tick), Style.FAINT_INK, 1);
        sketch.words(
            left - 9, y(tick) + 4, NumberText.plain(tick), FontStyle.SMALL, Style.INK, Anchor.END);
      }
      sketch.words(
          left + across / 2, bottom + 42, "column [px]", FontStyle.TEXT, Style.INK, Anchor.MIDDLE);
      sketch.turned(18, top + down / 2, "row [px]", FontStyle.TEXT, Style.INK, Anchor.MIDDLE, -90);
    }
  }

  private static int legend(DrawingBuilder sketch, List<Defect> fresh, List<Defect> old, int top) {
    double x = DrawingBuilder.MARGIN + 8;
    int y = top;
    for (boolean known : new boolean[] {false, true}) {
      for (Kind kind : Kind.values()) {
        long count = count(known ? old : fresh, kind);
        String words = "%d %s, %s".formatted(count, word(kind), known ? "known" : "new");
        double width = 12 + FontStyle.TEXT.width(words);
        if (count > 0 && x + width > WIDTH - DrawingBuilder.MARGIN) {
          x = DrawingBuilder.MARGIN + 8;
          y += LEGEND - 6;
        }
        if (count > 0) {
          draw(sketch, kind, known, x, y - 5.0, LARGEST);
          sketch.words(x + 12, y, words, FontStyle.TEXT, Style.INK, Anchor.START);
          x += width + 28;
        }
      }
    }
    return y;
  }

  private static void draw(
      DrawingBuilder sketch, Kind kind, boolean known, double x, double y, double radius) {
    Color colour = colour(kind);
    List<Point> corners = corners(kind, x, y, radius);
    if (known) {
      List<Point> closed = new ArrayList<>(corners);
      closed.add(corners.getFirst());
      sketch.line(closed, colour, 1.4);
    } else {
      sketch.area(corners, colour);
    }
  }

  private static Color colour(Kind kind) {
    return switch (kind) {
      case HOT -> new Color(0xd55e00);
      case DEAD -> new Color(0x0072b2);
    };
  }

  private static List<Point> corners(Kind kind, double x, double y, double r) {
    return switch (kind) {
      case HOT ->
          List.of(
              new Point(x, y - 1.2 * r),
              new Point(x + 1.2 * r, y + r),
              new Point(x - 1.2 * r, y + r));
      case DEAD ->
          List.of(
              new Point(x - 0.9 * r, y - 0.9 * r),
              new Point(x + 0.9 * r, y - 0.9 * r),
              new Point(x + 0.9 * r, y + 0.9 * r),
              new Point(x - 0.9 * r, y + 0.9 * r));
    };
  }

  private static long count(List<Defect> defects, Kind kind) {
    return defects.stream().filter(defect -> defect.kind() == kind).count();
  }

  /** Returns the word of a kind. */
  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String description(List<Defect> fresh, List<Defect> known) {
    return Arrays.stream(Kind.values())
        .map(
            kind ->
                "%d %s, %d of them known"
                    .formatted(
                        count(fresh, kind) + count(known, kind), word(kind), count(known, kind)))
        .collect(Collectors.joining("; ", "", "."));
  }
}

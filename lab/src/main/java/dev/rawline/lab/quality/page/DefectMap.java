package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Defect.Kind;
import dev.rawline.workbench.plot.Axes;
import dev.rawline.workbench.plot.AxisScale;
import dev.rawline.workbench.plot.AxisScale.Tick;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.LegendKey;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where defective pixels lie over the frame: the shape is the kind of the defect, hollow ones are
 * known from the reference.
 */
final class DefectMap {
  private static final int LEFT = 64;
  private static final int TALLEST = 460;

  /** Marks are so large, and the smaller the more there are, down to a least [px]. */
  private static final double LARGEST = 5;

  private static final double SMALLEST = 2;
  private static final int MANY = 100;
  private static final int TICKS = 6;

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
    Figure figure =
        new Figure(
                "Positions of defective pixels",
                "Filled: new; hollow: also in the reference. Marks are larger than pixels.")
            .legend(
                Figure.MARGIN,
                Stream.concat(
                        Arrays.stream(Kind.values()).map(kind -> key(kind, fresh, false)),
                        Arrays.stream(Kind.values()).map(kind -> key(kind, known, true)))
                    .toList())
            .space(20);
    double room = Figure.WIDTH - LEFT - (double) Figure.MARGIN;
    double scale = Math.min(room / width, (double) TALLEST / height);
    AxisScale rows = AxisScale.linear(0, height);
    Axes axes =
        figure.axes(
            LEFT,
            Figure.WIDTH - LEFT - scale * width,
            scale * height,
            AxisScale.linear(0, width),
            rows);
    figure.fill(axes.left(), axes.top(), axes.width(), axes.height(), Style.BACKGROUND, "");
    axes.xTicks(TICKS)
        .yTicks( // the first row is at the top
            rows.ticks(TICKS).stream()
                .map(tick -> new Tick(height - tick.at(), tick.label()))
                .toList())
        .xName("column [px]")
        .yName("row [px]");
    double radius =
        Math.clamp(
            LARGEST * Math.sqrt((double) MANY / Math.max(1, fresh.size() + known.size())),
            SMALLEST,
            LARGEST);
    for (Defect each : known) {
      symbol(each.kind())
          .outline(
              figure,
              axes.x(each.column() + 0.5),
              axes.y(height - each.row() - 0.5),
              radius,
              colour(each.kind()));
    }
    for (Defect each : fresh) { // on top
      symbol(each.kind())
          .draw(
              figure,
              axes.x(each.column() + 0.5),
              axes.y(height - each.row() - 0.5),
              radius,
              colour(each.kind()),
              "");
    }
    axes.frame();
    return figure.drawing(description(fresh, known));
  }

  private static LegendKey key(Kind kind, List<Defect> defects, boolean known) {
    long count = count(defects, kind);
    String label =
        count == 0 ? "" : "%d %s, %s".formatted(count, word(kind), known ? "known" : "new");
    return known
        ? LegendKey.outline(label, symbol(kind), colour(kind))
        : LegendKey.points(label, symbol(kind), colour(kind));
  }

  private static Color colour(Kind kind) {
    return switch (kind) {
      case HOT -> Palette.ORANGE;
      case DEAD -> Palette.BLUE;
    };
  }

  private static Symbol symbol(Kind kind) {
    return switch (kind) {
      case HOT -> Symbol.TRIANGLE_UP;
      case DEAD -> Symbol.SQUARE;
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

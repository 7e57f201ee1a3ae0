package dev.rawline.lab.tolerance;

import dev.rawline.learning.metric.MetricLabel;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.List;

/** A metric over two parameters of a camera at once; what is tolerated is framed. */
public final class ToleranceMap {
  private static final int CELL = 44;

  /** Of a column, so that numbers such as −0.00219 stand beside each other. */
  private static final int COLUMN = 72;

  private static final int LEFT = 110;
  private static final int BELOW = 60;

  /** Below so little of the scale letters are white [share]. */
  private static final double DARK = 0.55;

  private ToleranceMap() {}

  /** Draws the map. */
  public static Drawing of(ParameterPairMap map) {
    int columns = map.columns().size();
    int width = Math.max(560, DrawingBuilder.MARGIN * 2 + LEFT + columns * COLUMN);
    DrawingBuilder sketch = new DrawingBuilder();
    double limit =
        map.metric().higherIsBetter() ? map.baseline() - map.delta() : map.baseline() + map.delta();
    String title = "%s and %s together".formatted(map.first().name(), map.second().name());
    int top =
        10
            + sketch.header(
                title,
                List.of(
                    "%s, all other numbers as usual; framed: not beyond %s, the worst that is tolerated."
                        .formatted(
                            MetricLabel.of(map.metric().toString()), NumberText.signed(limit, 3))),
                width);
    String rows = "%s (%s)".formatted(map.first().name(), map.first().unit());
    // Of a few rows the words beside them are longer than the map is high.
    top += Math.max(0, (int) (FontStyle.TEXT.width(rows) - map.rows().size() * CELL) / 2);
    double low = map.values().stream().flatMap(List::stream).min(Double::compare).orElseThrow();
    double high = map.values().stream().flatMap(List::stream).max(Double::compare).orElseThrow();
    SequentialScale scale = new SequentialScale(low, Math.max(high, low + 1e-6));
    double left = DrawingBuilder.MARGIN + LEFT;
    for (int row = 0; row < map.rows().size(); row++) {
      // The largest value stands on top, as on an axis.
      double y = top + (map.rows().size() - 1.0 - row) * CELL;
      sketch.words(
          left - 8,
          y + CELL / 2.0 + 4,
          NumberText.signed(map.rows().get(row), 3),
          FontStyle.SMALL,
          Style.INK,
          Anchor.END);
      for (int column = 0; column < columns; column++) {
        double value = map.values().get(row).get(column);
        double x = left + column * COLUMN;
        Color ground = scale.of(value);
        String words = NumberText.signed(value, 2);
        sketch.fill(x, y, COLUMN, CELL, ground, words);
        sketch.words(
            x + COLUMN / 2.0,
            y + CELL / 2.0 + 4,
            words,
            FontStyle.SMALL,
            isDark(ground) ? Color.WHITE : Style.INK,
            Anchor.MIDDLE);
        if (!map.metric().better(limit, value)) {
          sketch.frame(x + 2, y + 2, COLUMN - 4, CELL - 4, Style.INK, 1.4);
        }
      }
    }
    double bottom = top + map.rows().size() * (double) CELL;
    for (int column = 0; column < columns; column++) {
      sketch.words(
          left + (column + 0.5) * COLUMN,
          bottom + 16,
          NumberText.signed(map.columns().get(column), 3),
          FontStyle.SMALL,
          Style.INK,
          Anchor.MIDDLE);
    }
    sketch.words(
        left + columns * COLUMN / 2.0,
        bottom + 40,
        "%s (%s)".formatted(map.second().name(), map.second().unit()),
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE);
    sketch.turned(
        DrawingBuilder.MARGIN + 12,
        (top + bottom) / 2,
        rows,
        FontStyle.TEXT,
        Style.INK,
        Anchor.MIDDLE,
        -90);
    return sketch.drawing(
        width,
        (int) Math.max(bottom, (top + bottom + FontStyle.TEXT.width(rows)) / 2 - BELOW)
            + BELOW
            + DrawingBuilder.MARGIN,
        title,
        "%s from %s to %s"
            .formatted(map.metric(), NumberText.signed(low, 3), NumberText.signed(high, 3)));
  }

  private static boolean isDark(Color ground) {
    double luma =
        (0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue()) / 255;
    return luma < DARK;
  }
}

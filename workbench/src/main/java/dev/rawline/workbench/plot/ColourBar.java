package dev.rawline.workbench.plot;

import dev.rawline.workbench.plot.Mark.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A colour scale as a level bar with its numbers below it; every second one only where there is no
 * room for all.
 *
 * @param width its width [px]
 * @param steps of how many colours it is
 * @param beside how far numbers may reach beyond its ends [px]
 */
record ColourBar(ColourScale scale, int width, int steps, int beside) {
  /** How high the bar is without its numbers [px]. */
  static final int THICK = 12;

  /** How high the bar and its numbers are together [px]. */
  static final int HEIGHT = 34;

  /** What parts two numbers [px]. */
  private static final int BETWEEN = 8;

  void draw(DrawingBuilder sketch, double left, double top) {
    double step = (double) width / steps;
    for (int i = 0; i < steps; i++) {
      // Each step reaches below the next, so that no line shows between them.
      double reach = i + 1 < steps ? 1.5 * step : step;
      sketch.fill(left + i * step, top, reach, THICK, scale.of(scale.at((i + 0.5) / steps)), "");
    }
    sketch.frame(left + 0.5, top + 0.5, width - 1, THICK - 1, Style.FAINT_INK, 1);
    List<String> labels = scale.labels();
    List<Double> widths = labels.stream().map(FontStyle.SMALL::width).toList();
    List<Double> middles = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      double x = left + 0.5 + scale.ticks().get(i) * (width - 1);
      sketch.line(x, top + THICK, x, top + THICK + 4, Style.FAINT_INK, 1);
      double reach = widths.get(i) / 2 - beside;
      middles.add(Math.clamp(x, left + reach, Math.max(left + reach, left + width - reach)));
    }
    boolean roomy =
        IntStream.range(1, labels.size())
            .allMatch(
                i ->
                    middles.get(i) - middles.get(i - 1)
                        >= (widths.get(i) + widths.get(i - 1)) / 2 + BETWEEN);
    for (int i = 0; i < labels.size(); i += roomy ? 1 : 2) {
      double y = top + THICK + 18;
      sketch.words(middles.get(i), y, labels.get(i), FontStyle.SMALL, Style.INK, Anchor.MIDDLE);
    }
  }
}

package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Mark.Point;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.plot.Symbol;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A verdict → a word, a shape and a colour, so that it can be read without colour.
 *
 * @param verdict the verdict
 */
public record VerdictMark(Verdict verdict) {
  private static final int SIZE = 18;
  private static final double STROKE = 2;

  /**
   * The line at the top of a page.
   *
   * @param verdict the verdict
   * @param meaning what it means
   */
  public record Headline(Verdict verdict, String meaning) {
    String mark() {
      return html(verdict);
    }
  }

  /** Returns the style of quality pages, for their heads. */
  public static String style() {
    return Template.html(
        "quality/style",
        Map.of("verdicts", Arrays.stream(Verdict.values()).map(VerdictMark::new).toList()));
  }

  /** Returns its shape, with a sign in it, and its word as HTML. */
  public static String html(Verdict verdict) {
    return Template.html("quality/mark", new VerdictMark(verdict));
  }

  /** Returns the verdict where there is one. */
  static String html(Optional<Verdict> verdict) {
    return verdict.map(VerdictMark::html).orElse("not assessed");
  }

  /** Draws its shape about a place: a disc, a triangle or a square. */
  void draw(DrawingBuilder sketch, double x, double y, double radius) {
    switch (verdict) {
      case PASS -> Symbol.CIRCLE.draw(sketch, x, y, radius, colour(), verdict.word());
      case WARN -> Symbol.TRIANGLE_UP.draw(sketch, x, y, radius, colour(), verdict.word());
      case FAIL -> {
        double side = 1.8 * radius;
        sketch.fill(x - side / 2, y - side / 2, side, side, colour(), verdict.word());
      }
    }
  }

  private Color colour() {
    return switch (verdict) {
      case PASS -> Palette.GREEN;
      case WARN -> Palette.AMBER;
      case FAIL -> Palette.ORANGE;
    };
  }

  String hex() {
    return Palette.hex(colour());
  }

  String word() {
    return verdict.name();
  }

  /** Returns the shape with a sign in it: a tick, an exclamation mark or a cross. */
  String icon() {
    DrawingBuilder sketch = new DrawingBuilder();
    // A triangle is wider than its radius, and as large as the others by its area.
    draw(sketch, SIZE / 2.0, SIZE / 2.0, verdict == Verdict.WARN ? 7 : 8.5);
    switch (verdict) {
      case PASS ->
          sketch.line(
              List.of(new Point(5, 9.2), new Point(8, 12.2), new Point(13, 6.2)),
              Color.WHITE,
              STROKE);
      case WARN -> {
        sketch.line(9, 5.2, 9, 10.8, Style.INK, STROKE);
        sketch.line(9, 12.4, 9, 14.4, Style.INK, STROKE);
      }
      case FAIL -> {
        sketch.line(5.4, 5.4, 12.6, 12.6, Color.WHITE, STROKE);
        sketch.line(12.6, 5.4, 5.4, 12.6, Color.WHITE, STROKE);
      }
    }
    return sketch.drawing(SIZE, SIZE, verdict.word(), "").icon();
  }
}

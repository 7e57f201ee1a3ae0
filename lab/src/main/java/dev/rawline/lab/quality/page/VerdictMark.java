package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Symbol;
import java.util.Optional;

/** A verdict → a word, a shape and a colour, so that nobody needs the colour. */
public final class VerdictMark {
  private VerdictMark() {}

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

  /** Draws its shape about a place: a disc, a triangle or a square. */
  static void draw(DrawingBuilder sketch, Verdict verdict, double x, double y, double radius) {
    switch (verdict) {
      case PASS -> Symbol.CIRCLE.draw(sketch, x, y, radius, Palette.GREEN, verdict.word());
      case WARN -> Symbol.TRIANGLE_UP.draw(sketch, x, y, radius, Palette.AMBER, verdict.word());
      case FAIL -> {
        double side = 1.8 * radius;
        sketch.fill(x - side / 2, y - side / 2, side, side, Palette.ORANGE, verdict.word());
      }
    }
  }

  /** Returns its shape, with a sign in it, and its word as HTML. */
  static String html(Verdict verdict) {
    return Template.html("quality/" + verdict.word(), verdict);
  }

  /** Returns the verdict where there is one. */
  static String html(Optional<Verdict> verdict) {
    return verdict.map(VerdictMark::html).orElse("not judged");
  }
}

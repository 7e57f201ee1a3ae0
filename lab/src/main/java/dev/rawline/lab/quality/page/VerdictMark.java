package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Mark.Point;
import java.awt.Color;
import java.util.List;
import java.util.Optional;

/** A verdict → a word, a shape and a colour, so that nobody needs the colour. */
final class VerdictMark {
  private static final int SIDE = 18;

  private VerdictMark() {}

  private static Color colour(Verdict verdict) {
    return switch (verdict) {
      case PASS -> new Color(0x009e73);
      case WARN -> new Color(0xe69f00);
      case FAIL -> new Color(0xd55e00);
    };
  }

  /** Draws its shape about a place: a disc, a triangle or a square. */
  static void draw(DrawingBuilder sketch, Verdict verdict, double x, double y, double radius) {
    Color colour = colour(verdict);
    switch (verdict) {
      case PASS -> sketch.dot(x, y, radius, colour, verdict.word());
      case WARN ->
          sketch.area(
              List.of(
                  new Point(x, y - 1.25 * radius),
                  new Point(x + 1.25 * radius, y + radius),
                  new Point(x - 1.25 * radius, y + radius)),
              colour);
      case FAIL -> {
        double side = 1.8 * radius;
        sketch.fill(x - side / 2, y - side / 2, side, side, colour, verdict.word());
      }
    }
  }

  /** Returns its shape, with a sign in it, and its word as HTML. */
  static String html(Verdict verdict) {
    return "<span class=\"judged\">%s%s</span>".formatted(sign(verdict), verdict.name());
  }

  /** Returns the verdict where there is one. */
  static String html(Optional<Verdict> verdict) {
    return verdict.map(VerdictMark::html).orElse("not judged");
  }

  /** Returns the line at the top of a page: the verdict, and what it means. */
  static String headline(Verdict verdict, String meaning) {
    return "<p class=\"headline %s\">%s<span>%s</span></p>\n"
        .formatted(verdict.word(), html(verdict), Html.text(meaning));
  }

  private static String sign(Verdict verdict) {
    String ink = "fill=\"none\" stroke=\"#1c1c1c\" stroke-width=\"2\"";
    String shape =
        switch (verdict) {
          case PASS ->
              "<circle cx=\"9\" cy=\"9\" r=\"8.5\" fill=\"#009e73\"/><path d=\"M5 9.2l3 3 5-6\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\"/>";
          case WARN ->
              "<path d=\"M9 1l8.5 16H.5z\" fill=\"#e69f00\"/><path d=\"M9 6v6M9 13.6v2\" %s/>"
                  .formatted(ink);
          case FAIL ->
              "<path d=\"M1 1h16v16H1z\" fill=\"#d55e00\"/><path d=\"M5.2 5.2l7.6 7.6M12.8 5.2l-7.6 7.6\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2\"/>";
        };
    return "<svg viewBox=\"0 0 18 18\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">%s</svg>"
        .formatted(SIDE, SIDE, shape);
  }
}

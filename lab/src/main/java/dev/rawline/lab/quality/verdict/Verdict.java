package dev.rawline.lab.quality.verdict;

import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.Mark.Point;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * What was decided of a quantity, an image or a batch: a word, a shape and a colour, so that nobody
 * needs the colour.
 */
public enum Verdict {
  /** Within all limits, uncertainty included. */
  PASS(new Color(0x009e73)),
  /** Too near a limit to be sure of either side. */
  WARN(new Color(0xe69f00)),
  /** Beyond a limit, uncertainty included. */
  FAIL(new Color(0xd55e00));

  private static final int SIDE = 18;

  private final Color colour;

  Verdict(Color colour) {
    this.colour = colour;
  }

  /** Returns the worst of some judgements: {@link #PASS} of none. */
  public static Verdict worst(List<Verdict> judgements) {
    return judgements.stream().reduce(PASS, (one, other) -> one.worse(other));
  }

  private Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns its word as it stands in a sentence: {@code pass}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Color colour() {
    return colour;
  }

  /** Draws its shape about a place: a disc, a triangle or a square. */
  public void draw(DrawingBuilder sketch, double x, double y, double radius, String note) {
    switch (this) {
      case PASS -> sketch.dot(x, y, radius, colour, note);
      case WARN ->
          sketch.area(
              List.of(
                  new Point(x, y - 1.25 * radius),
                  new Point(x + 1.25 * radius, y + radius),
                  new Point(x - 1.25 * radius, y + radius)),
              colour);
      case FAIL ->
          sketch.fill(x - 0.9 * radius, y - 0.9 * radius, 1.8 * radius, 1.8 * radius, colour, note);
    }
  }

  /** Returns its shape, with a sign in it, and its word as they stand in a page. */
  public String html() {
    return "<span class=\"judged\">%s%s</span>".formatted(sign(), name());
  }

  /** Returns a line at the top of a page: it, and what it means. */
  public String headline(String meaning) {
    return "<p class=\"headline %s\">%s<span>%s</span></p>\n"
        .formatted(word(), html(), Html.text(meaning));
  }

  private String sign() {
    String ink = "fill=\"none\" stroke=\"#1c1c1c\" stroke-width=\"2\"";
    String shape =
        switch (this) {
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

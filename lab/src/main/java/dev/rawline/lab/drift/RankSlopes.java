package dev.rawline.lab.drift;

import dev.rawline.lab.drift.RankChanges.Rank;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingBuilder;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * How models rank under drift, on the left, and under corruptions, on the right, a line for each
 * model; those whose ranks differ most stand out.
 */
public final class RankSlopes {
  private static final int WIDTH = 760;
  private static final int ROW = 27;
  private static final int LABEL = 260;
  private static final String TITLE = "Do both benchmarks choose the same model?";
  private static final Color BETTER = new Color(0x0072b2);
  private static final Color WORSE = new Color(0xd55e00);
  private static final Color ALIKE = new Color(0x9a9a9a);

  /** Ranks that differ by at least this share of all models stand out. */
  private static final double OUTSTANDING = 0.25;

  private RankSlopes() {}

  /**
   * Draws the lines.
   *
   * @param ranks the ranks, of one model at least
   */
  public static Drawing of(RankChanges ranks) {
    DrawingBuilder sketch = new DrawingBuilder();
    int top =
        40
            + sketch.header(
                TITLE,
                List.of(
                    "Rank by the mean under drift and by the mean under corruptions. Kendall’s τ-b = %s: 1 is the same order, 0 none in common, −1 the reverse."
                        .formatted(NumberText.signed(ranks.kendall(), 2))),
                WIDTH);
    int count = ranks.ranks().size();
    double left = DrawingBuilder.MARGIN + LABEL;
    double right = WIDTH - DrawingBuilder.MARGIN - LABEL;
    sketch.words(left, top - 14, "under drift", FontStyle.TEXT_BOLD, Style.INK, Anchor.END);
    sketch.words(
        right, top - 14, "under corruptions", FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    List<Double> leftPlaces = places(ranks.ranks().stream().map(Rank::byDrift).toList());
    List<Double> rightPlaces = places(ranks.ranks().stream().map(Rank::byCorruptions).toList());
    int threshold = Math.max(1, (int) Math.ceil(OUTSTANDING * count));
    for (int i = 0; i < count; i++) {
      Rank rank = ranks.ranks().get(i);
      int change = rank.byDrift() - rank.byCorruptions();
      boolean outstanding = Math.abs(change) >= threshold;
      Color colour = !outstanding ? ALIKE : change > 0 ? BETTER : WORSE;
      double y1 = top + ROW * (leftPlaces.get(i) + 0.5);
      double y2 = top + ROW * (rightPlaces.get(i) + 0.5);
      sketch.line(left + 36, y1, right - 36, y2, colour, outstanding ? 2.6 : 1.4);
      sketch.dot(left + 36, y1, 3.5, colour, "");
      sketch.dot(right - 36, y2, 3.5, colour, "");
      FontStyle letters = outstanding ? FontStyle.TEXT_BOLD : FontStyle.TEXT;
      String name = letters.fitting(rank.trained(), LABEL - 4.0);
      sketch.words(left, y1 + 5, name, letters, Style.INK, Anchor.END);
      sketch.words(left + 16, y1 + 5, rank.byDrift() + "", letters, Style.INK, Anchor.MIDDLE);
      sketch.words(right, y2 + 5, name, letters, Style.INK, Anchor.START);
      sketch.words(
          right - 16, y2 + 5, rank.byCorruptions() + "", letters, Style.INK, Anchor.MIDDLE);
    }
    boolean any =
        ranks.ranks().stream()
            .anyMatch(rank -> Math.abs(rank.byDrift() - rank.byCorruptions()) >= threshold);
    int bottom =
        sketch.paragraph(
            any
                ? List.of(
                    "Blue ranks better under corruptions, orange worse, by a quarter of all places or more.")
                : List.of(),
            DrawingBuilder.MARGIN,
            top + ROW * count + 8,
            WIDTH - 2 * DrawingBuilder.MARGIN);
    return sketch.drawing(WIDTH, bottom + DrawingBuilder.MARGIN, TITLE, told(ranks));
  }

  /** Returns a line of its own for each model, in the order of ranks; equal ranks keep theirs. */
  private static List<Double> places(List<Integer> ranks) {
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < ranks.size(); i++) {
      int before = 0;
      for (int j = 0; j < ranks.size(); j++) {
        boolean earlier =
            ranks.get(j) < ranks.get(i) || (ranks.get(j).equals(ranks.get(i)) && j < i);
        before += earlier ? 1 : 0;
      }
      places.add((double) before);
    }
    return places;
  }

  private static String told(RankChanges ranks) {
    return String.join(
            "; ",
            ranks.ranks().stream()
                .map(
                    rank ->
                        "%s: %d under drift, %d under corruptions"
                            .formatted(rank.trained(), rank.byDrift(), rank.byCorruptions()))
                .toList())
        + ".";
  }
}

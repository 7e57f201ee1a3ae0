package dev.rawline.lab.drift;

import dev.rawline.lab.drift.RankChanges.Rank;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.Figure;
import dev.rawline.workbench.plot.FontStyle;
import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.plot.Palette;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.text.NumberText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ranks of models under drift, on the left, and under corruptions, on the right, a line for
 * each model.
 */
public final class RankSlopes {
  private static final int ROW = 27;
  private static final int LABEL = 260;

  private RankSlopes() {}

  /**
   * Draws the lines.
   *
   * @param ranks the ranks, of one model at least
   */
  public static Drawing of(RankChanges ranks) {
    Figure figure =
        new Figure(
                "Rank of models under drift and under corruptions",
                "By the mean under drift and by the mean under corruptions. Kendall’s τ-b = %s; of unrelated orders 0 ± %s."
                    .formatted(
                        NumberText.signed(ranks.kendall(), 2),
                        NumberText.signed(ranks.kendallTest().nullDeviation(), 2)))
            .space(26);
    int count = ranks.ranks().size();
    double left = Figure.MARGIN + LABEL;
    double right = Figure.WIDTH - Figure.MARGIN - LABEL;
    double top = figure.top();
    figure.words(left, top - 14, "under drift", FontStyle.TEXT_BOLD, Style.INK, Anchor.END);
    figure.words(
        right, top - 14, "under corruptions", FontStyle.TEXT_BOLD, Style.INK, Anchor.START);
    List<Integer> byDrift = ranks.ranks().stream().map(Rank::byDrift).toList();
    List<Integer> byCorruptions = ranks.ranks().stream().map(Rank::byCorruptions).toList();
    for (int i = 0; i < count; i++) {
      Rank rank = ranks.ranks().get(i);
      double y1 = top + ROW * (place(byDrift, i) + 0.5);
      double y2 = top + ROW * (place(byCorruptions, i) + 0.5);
      figure.line(left + 36, y1, right - 36, y2, Palette.BLUE, 1.6);
      figure.dot(left + 36, y1, 3.5, Palette.BLUE, "");
      figure.dot(right - 36, y2, 3.5, Palette.BLUE, "");
      FontStyle letters = FontStyle.TEXT;
      String name = letters.fitting(rank.trained(), LABEL - 4.0);
      figure.words(left, y1 + 5, name, letters, Style.INK, Anchor.END);
      figure.words(left + 16, y1 + 5, rank.byDrift() + "", letters, Style.INK, Anchor.MIDDLE);
      figure.words(right, y2 + 5, name, letters, Style.INK, Anchor.START);
      figure.words(
          right - 16, y2 + 5, rank.byCorruptions() + "", letters, Style.INK, Anchor.MIDDLE);
    }
    figure.space(ROW * count + 8);
    return figure.space(10).drawing(description(ranks));
  }

  /** Returns the line of a model in the order of ranks; equal ranks keep their order. */
  private static long place(List<Integer> ranks, int of) {
    return IntStream.range(0, ranks.size())
        .filter(i -> ranks.get(i) < ranks.get(of) || (ranks.get(i).equals(ranks.get(of)) && i < of))
        .count();
  }

  private static String description(RankChanges ranks) {
    return ranks.ranks().stream()
        .map(
            rank ->
                "%s: %d under drift, %d under corruptions"
                    .formatted(rank.trained(), rank.byDrift(), rank.byCorruptions()))
        .collect(Collectors.joining("; ", "", "."));
  }
}

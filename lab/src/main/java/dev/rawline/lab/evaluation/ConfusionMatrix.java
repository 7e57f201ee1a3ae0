package dev.rawline.lab.evaluation;

import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.HeatMap;
import dev.rawline.workbench.plot.HeatMap.Axis;
import dev.rawline.workbench.plot.HeatMap.Margin;
import dev.rawline.workbench.plot.HeatMap.Outline;
import dev.rawline.workbench.plot.HeatMap.OutlineStyle;
import dev.rawline.workbench.plot.HeatMap.Part;
import dev.rawline.workbench.plot.SequentialScale;
import dev.rawline.workbench.plot.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Confusion matrix: a row is the true class, a column the predicted one. Each cell shows a count
 * and its share of the row [%], and is the darker the larger the share.
 */
public final class ConfusionMatrix {
  private static final OutlineStyle DIAGONAL = new OutlineStyle("", Style.INK, 1.2);
  private static final String NONE = "–";

  private ConfusionMatrix() {}

  /**
   * Draws the matrix of the predictions of a model.
   *
   * @param title the first line
   * @param lines the lines below it
   */
  public static Drawing of(ConfusionCounts confusion, String title, List<String> lines) {
    return of(confusion, title, lines, "true class", "predicted class");
  }

  /**
   * Draws the matrix.
   *
   * @param title the first line
   * @param lines the lines below it
   * @param rows what rows are
   * @param columns what columns are
   */
  public static Drawing of(
      ConfusionCounts confusion, String title, List<String> lines, String rows, String columns) {
    int classes = confusion.classes().size();
    List<List<List<Part>>> cells = new ArrayList<>();
    List<Outline> frames = new ArrayList<>();
    List<String> recall = new ArrayList<>();
    List<String> precision = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      int at = i;
      long ofRow = sum(classes, column -> confusion.count(at, column));
      long ofColumn = sum(classes, row -> confusion.count(row, at));
      cells.add(
          IntStream.range(0, classes)
              .mapToObj(column -> List.of(part(confusion.count(at, column), ofRow)))
              .toList());
      frames.add(new Outline(i, i, DIAGONAL));
      recall.add(percent(confusion.count(i, i), ofRow));
      precision.add(percent(confusion.count(i, i), ofColumn));
    }
    return new HeatMap(
            title,
            lines,
            new Axis(rows, confusion.classes(), Optional.of(new Margin("recall", recall))),
            new Axis(columns, confusion.classes(), Optional.of(new Margin("precision", precision))),
            cells,
            new SequentialScale(0, 100),
            "share of the row (%)",
            frames,
            "A confusion matrix of %d classes; recall: %s."
                .formatted(classes, String.join(", ", recall)))
        .draw();
  }

  private static long sum(int classes, IntToLongFunction count) {
    return IntStream.range(0, classes).mapToLong(count).sum();
  }

  private static Part part(long count, long all) {
    return count == 0
        ? new Part(Optional.empty(), "0", "", "")
        : new Part(Optional.of(100.0 * count / all), count + "", percent(count, all), "");
  }

  private static String percent(long count, long all) {
    if (all == 0) {
      return NONE;
    }
    double percent = 100.0 * count / all;
    return percent > 0 && percent < 1 ? "< 1 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }
}

package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.statistic.ControlScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A batch, in the order in which it was given → control charts of the quantities that come nearest
 * to their limits, as a watch would have kept them.
 *
 * @param check its verdicts
 */
public record BatchCharts(BatchCheck check) {
  private static final int MOST = 6;
  private static final int FEWEST_IMAGES = 5;
  private static final double RUN_LENGTH = 1000;

  /** Returns them; none of few images, or against a reference of few. */
  public List<ControlChart> nearest() {
    QuantityTable table = check.batch().table();
    ChartDesign design = ChartDesign.of(check.reference(), ChartDesign.Kind.EWMA, RUN_LENGTH);
    List<Quantity> charted =
        design.charted().stream()
            .filter(quantity -> table.known(quantity).length >= FEWEST_IMAGES)
            .toList();
    if (charted.isEmpty()) {
      return List.of();
    }
    FlagImages scores = new FlagImages(check.reference());
    ControlScheme fresh = design.fresh();
    return charted.stream()
        .map(quantity -> chart(quantity, table, scores, fresh))
        .sorted(Comparator.comparingDouble(chart -> -chart.nearest()))
        .limit(MOST)
        .toList();
  }

  private ControlChart chart(
      Quantity quantity, QuantityTable table, FlagImages scores, ControlScheme fresh) {
    List<ControlChart.Point> points = new ArrayList<>();
    ControlScheme chart = fresh;
    for (int i = 0; i < table.images(); i++) {
      double value = table.value(quantity, i);
      if (!Double.isNaN(value)) {
        chart = chart.next(scores.score(quantity, value).orElseThrow());
        points.add(new ControlChart.Point(i + 1, table.names().get(i), value, chart.level()));
      }
    }
    return new ControlChart(
        quantity,
        check.reference().images().mean(quantity),
        ChartDesign.Kind.EWMA.name(),
        fresh.limit(),
        points);
  }
}

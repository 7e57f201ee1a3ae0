package dev.rawline.lab.quality;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlagImages;
import dev.rawline.lab.quality.page.ControlChart;
import dev.rawline.lab.quality.page.ControlChartPlot;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.workbench.plot.Drawing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A batch, in the order in which it was given → control charts of the quantities that come nearest
 * to their limits, as a watch would have kept them.
 *
 * @param check what was judged of it
 */
record BatchCharts(BatchCheck check) {
  private static final int MOST = 6;
  private static final int FEWEST_IMAGES = 5;
  private static final double RUN_LENGTH = 1000;

  /** A chart, and how near it came to its limit. */
  private record Kept(ControlChart chart, double nearest) {}

  /** Draws them; none of few images, or against a reference of few. */
  Optional<Drawing> drawing() {
    QuantityTable table = check.batch().table();
    ChartDesign design = ChartDesign.of(check.reference(), RawFileInspector.Kind.EWMA, RUN_LENGTH);
    List<Quantity> charted =
        design.charted().stream()
            .filter(quantity -> table.known(quantity).length >= FEWEST_IMAGES)
            .toList();
    if (charted.isEmpty()) {
      return Optional.empty();
    }
    FlagImages scores = new FlagImages(check.reference());
    ControlScheme fresh = design.fresh();
    List<ControlChart> nearest =
        charted.stream()
            .map(quantity -> kept(quantity, table, scores, fresh))
            .sorted(Comparator.comparingDouble(kept -> -kept.nearest()))
            .limit(MOST)
            .map(Kept::chart)
            .toList();
    return Optional.of(ControlChartPlot.of(nearest));
  }

  private Kept kept(
      Quantity quantity, QuantityTable table, FlagImages scores, ControlScheme fresh) {
    List<ControlChart.Seen> seen = new ArrayList<>();
    List<Double> path = new ArrayList<>();
    List<Integer> alarms = new ArrayList<>();
    ControlScheme chart = fresh;
    double nearest = 0;
    for (int i = 0; i < table.images(); i++) {
      double value = table.value(quantity, i);
      if (!Double.isNaN(value)) {
        chart = chart.next(scores.score(quantity, value).orElseThrow());
        if (chart.signals()) {
          alarms.add(seen.size());
        }
        seen.add(new ControlChart.Seen(i + 1, value, table.names().get(i)));
        path.add(chart.level());
        nearest = Math.max(nearest, Math.abs(chart.level()) / chart.limit());
      }
    }
    return new Kept(
        new ControlChart(
            quantity.means(),
            quantity.unit(),
            seen,
            check.reference().images().mean(quantity),
            List.of(new ControlChart.Path(RawFileInspector.Kind.EWMA.name(), path, fresh.limit())),
            alarms),
        nearest);
  }
}

package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ValueRange;
import java.util.Optional;
import java.util.Set;

/**
 * How much a model loses in one cell, against the diagonal of its row: diagonal − cell, or cell −
 * diagonal where less is better, so that a loss is above 0.
 *
 * <p>Two standard deviations are given, since they answer different questions. Both cells of a
 * split are of one model and of the same samples, so they go up and down together; what a split has
 * in common falls out of the paired one, on which the interval rests. The propagated one is what
 * follows of the two cells' own, √(σ² + σ²), as if they had nothing in common; published drawings
 * show it.
 *
 * @param splits how many splits both cells have, 1 or more; all numbers are over these
 * @param mean the mean over the splits that both cells have
 * @param paired the standard deviation of the differences over splits (n − 1); 0 of one split
 * @param propagated the standard deviation that follows of the cells' own; 0 of one split
 * @param interval the mean's interval over the differences of splits, or of samples ({@link
 *     SplitValues#confidence})
 */
public record MetricDrop(
    int splits, double mean, double paired, double propagated, Estimate interval) {

  /**
   * Returns what a cell loses against another; nothing where one was not measured, or both were on
   * other splits.
   *
   * @param metric what both measure
   */
  static Optional<MetricDrop> of(
      Optional<DriftMatrix.Cell> matched, Optional<DriftMatrix.Cell> cell, String metric) {
    if (matched.isEmpty() || cell.isEmpty()) {
      return Optional.empty();
    }
    SplitValues diagonal = matched.get().numbers();
    SplitValues other = cell.get().numbers();
    return (DriftFindings.higherIsBetter(metric) ? diagonal.minus(other) : other.minus(diagonal))
        .map(
            lost -> {
              Set<Integer> splits = lost.values().keySet();
              return new MetricDrop(
                  splits.size(),
                  lost.mean(),
                  lost.deviation(),
                  Math.hypot(diagonal.on(splits).deviation(), other.on(splits).deviation()),
                  ValueRange.of(metric).differences().cut(lost.confidence()));
            });
  }
}

package dev.rawline.lab.drift;

import dev.rawline.lab.statistic.SplitValues;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What one cell loses against its row's diagonal, split by split.
 *
 * @param row the row, from 0
 * @param column the column, from 0
 * @param lost diagonal − cell, or cell − diagonal where less is better
 */
record CellDrop(int row, int column, SplitValues lost) {

  /**
   * Returns the drops of all cells off the diagonal whose row has one, row by row.
   *
   * @param higherIsBetter whether more of the metric is better
   */
  static List<CellDrop> ofDrift(DriftMatrix matrix, boolean higherIsBetter) {
    List<CellDrop> drops = new ArrayList<>();
    for (CellDrop drop : against(matrix, matrix, higherIsBetter)) {
      OptionalInt matched = matrix.matched(drop.row);
      if (matched.isEmpty() || drop.column != matched.getAsInt()) {
        drops.add(drop);
      }
    }
    return drops;
  }

  /**
   * Returns the drops of all cells of a matrix against another's diagonals, row by row; without
   * those that have no split in common with theirs.
   *
   * @param matrix conditions by conditions
   * @param cells the same rows
   */
  static List<CellDrop> against(DriftMatrix matrix, DriftMatrix cells, boolean higherIsBetter) {
    List<CellDrop> drops = new ArrayList<>();
    for (int row = 0; row < cells.trained().size(); row++) {
      if (matrix.diagonal(row).isPresent()) {
        SplitValues diagonal = matrix.diagonal(row).get().numbers();
        for (int column = 0; column < cells.tested().size(); column++) {
          int at = row;
          int to = column;
          cells
              .at(row, column)
              .map(DriftMatrix.Cell::numbers)
              .flatMap(cell -> higherIsBetter ? diagonal.minus(cell) : cell.minus(diagonal))
              .ifPresent(lost -> drops.add(new CellDrop(at, to, lost)));
        }
      }
    }
    return drops;
  }

  /** Returns drops so that they compare ({@link SplitValues#comparable}). */
  static List<CellDrop> comparable(List<CellDrop> drops) {
    List<SplitValues> lost = SplitValues.comparable(lost(drops));
    return IntStream.range(0, drops.size())
        .mapToObj(i -> new CellDrop(drops.get(i).row, drops.get(i).column, lost.get(i)))
        .toList();
  }

  /** Returns what all of them lose. */
  static List<SplitValues> lost(List<CellDrop> drops) {
    return drops.stream().map(CellDrop::lost).toList();
  }
}

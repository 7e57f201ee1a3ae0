package dev.rawline.lab.quality.statistic;

import java.util.function.DoubleSupplier;

/** How long charts run, one walk at a time. */
final class Walks {
  private Walks() {}

  /** Returns after how many scores a chart signals, or the most that are drawn. */
  static int length(Chart chart, DoubleSupplier scores, int most) {
    Chart now = chart.restarted();
    for (int length = 1; length < most; length++) {
      now = now.next(scores.getAsDouble());
      if (now.signals()) {
        return length;
      }
    }
    return most;
  }
}

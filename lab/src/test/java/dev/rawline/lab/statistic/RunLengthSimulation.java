package dev.rawline.lab.statistic;

import java.util.function.DoubleSupplier;

/** How long charts run, one walk at a time. */
final class RunLengthSimulation {
  private RunLengthSimulation() {}

  /** Returns the number of scores until a chart signals, or the largest number that is drawn. */
  static int length(ControlScheme chart, DoubleSupplier scores, int most) {
    ControlScheme now = chart;
    for (int length = 1; length < most; length++) {
      now = now.next(scores.getAsDouble());
      if (now.signals()) {
        return length;
      }
    }
    return most;
  }
}

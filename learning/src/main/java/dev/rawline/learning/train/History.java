package dev.rawline.learning.train;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.weights.StoredArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the epochs of a run came to so far, and which was best.
 *
 * @param epochs in their order
 */
record History(List<EpochReport> epochs) {
  private static final int COLUMNS = 8;

  /** Copies the list. */
  History {
    epochs = List.copyOf(epochs);
  }

  /** Before the first epoch. */
  History() {
    this(List.of());
  }

  /** Returns this history and one epoch more. */
  History and(EpochReport report) {
    List<EpochReport> more = new ArrayList<>(epochs);
    more.add(report);
    return new History(more);
  }

  /**
   * Returns whether a value of the metric is better than all before.
   *
   * @param value none where the epoch was not validated
   */
  boolean isBest(OptionalDouble value, Metric metric) {
    return value.isPresent()
        && epochs.stream()
            .filter(EpochReport::best)
            .reduce((_, later) -> later)
            .map(best -> metric.better(value.getAsDouble(), best.metric().orElseThrow()))
            .orElse(true);
  }

  /** Returns the best epoch, from 1; the last one where none was validated. */
  int best() {
    return epochs.stream()
        .filter(EpochReport::best)
        .mapToInt(EpochReport::epoch)
        .max()
        .orElse(epochs.size());
  }

  /** Returns whether so many validations since the best one brought nothing better. */
  boolean isExhausted(Optional<EarlyStopping> stopping) {
    return stopping.isPresent()
        && epochs.stream()
                .filter(report -> report.epoch() > best() && report.metric().isPresent())
                .count()
            >= stopping.get().patience();
  }

  /** Returns all numbers, for a checkpoint. */
  StoredArray toArray() {
    int width = COLUMNS + theta();
    double[] rows = new double[epochs.size() * width];
    int at = 0;
    for (EpochReport report : epochs) {
      double[] row = {
        report.epoch(),
        report.trainingLoss(),
        report.validationLoss().orElse(Double.NaN),
        report.metric().orElse(Double.NaN),
        report.rate(),
        report.dataModelRate(),
        report.seconds(),
        report.best() ? 1 : 0
      };
      System.arraycopy(row, 0, rows, at, COLUMNS);
      for (int i = 0; i < theta(); i++) {
        rows[at + COLUMNS + i] = report.theta().get(i);
      }
      at += width;
    }
    return StoredArray.of(rows, epochs.size(), width);
  }

  private int theta() {
    return epochs.isEmpty() ? 0 : epochs.getFirst().theta().size();
  }

  /** Returns what {@link #toArray} made an array of. */
  static History of(StoredArray array) {
    int width = Math.toIntExact(array.shape().get(1));
    double[] rows = array.toDoubles();
    List<EpochReport> epochs = new ArrayList<>();
    for (int at = 0; at < rows.length; at += width) {
      List<Double> theta = new ArrayList<>();
      for (int i = at + COLUMNS; i < at + width; i++) {
        theta.add(rows[i]);
      }
      epochs.add(
          new EpochReport(
              (int) rows[at],
              rows[at + 1],
              given(rows[at + 2]),
              given(rows[at + 3]),
              rows[at + 4],
              rows[at + 5],
              rows[at + 6],
              rows[at + 7] == 1,
              theta));
    }
    return new History(epochs);
  }

  private static OptionalDouble given(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

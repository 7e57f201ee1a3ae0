package dev.rawline.learning.train;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.weights.StoredArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of the epochs of a run so far, and the best one.
 *
 * @param epochs in their order
 */
record TrainingHistory(List<EpochReport> epochs) {
  private static final int COLUMNS = 8;

  /**
   * Metrics that differ by less than this are equal: the same counts may be summed in another
   * order.
   */
  private static final double TIE = 1e-9;

  /** Copies the list. */
  TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /** Before the first epoch. */
  TrainingHistory() {
    this(List.of());
  }

  /** Returns this history and one epoch more. */
  TrainingHistory and(EpochReport report) {
    List<EpochReport> more = new ArrayList<>(epochs);
    more.add(report);
    return new TrainingHistory(more);
  }

  /**
   * Returns whether an epoch is better than all before: by its metric, or by its validation loss
   * where the metric is as good as the best one, within 1e-9.
   *
   * @param value none where the epoch was not validated
   * @param loss the loss of the validation side; none where the epoch was not validated
   */
  boolean isBest(OptionalDouble value, OptionalDouble loss, Metric metric) {
    return value.isPresent()
        && epochs.stream()
            .filter(EpochReport::best)
            .reduce((_, later) -> later)
            .map(
                best -> {
                  double before = best.metric().orElseThrow();
                  return Math.abs(value.getAsDouble() - before) <= TIE
                      ? loss.orElseThrow() < best.validationLoss().orElseThrow()
                      : metric.better(value.getAsDouble(), before);
                })
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

  /** Returns whether a number of validations have brought no new best metric. */
  boolean isExhausted(Optional<EarlyStopping> stopping, Metric metric) {
    if (stopping.isEmpty()) {
      return false;
    }
    int since = 0;
    OptionalDouble ever = OptionalDouble.empty();
    for (EpochReport report : epochs) {
      if (report.metric().isPresent()) {
        double value = report.metric().getAsDouble();
        boolean risen =
            ever.isEmpty()
                || (Math.abs(value - ever.getAsDouble()) > TIE
                    && metric.better(value, ever.getAsDouble()));
        since = risen ? 0 : since + 1;
        ever = risen ? report.metric() : ever;
      }
    }
    return since >= stopping.get().patience();
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
  static TrainingHistory of(StoredArray array) {
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
    return new TrainingHistory(epochs);
  }

  private static OptionalDouble given(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

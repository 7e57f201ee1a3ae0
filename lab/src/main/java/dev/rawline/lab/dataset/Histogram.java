package dev.rawline.lab.dataset;

import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into equally wide bins.
 *
 * <p>Bin i holds the values in [lowest + i·w, lowest + (i+1)·w) with w = (highest − lowest) / bins;
 * the last one also holds the highest value. Values outside are counted in the outermost bins.
 *
 * @param lowest where the first bin begins, in the unit of the values
 * @param highest where the last bin ends
 * @param counts the number of values in each bin
 */
public record Histogram(double lowest, double highest, List<Long> counts) {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if there is no bin or the range is empty
   */
  public Histogram {
    counts = List.copyOf(counts);
    if (counts.isEmpty() || !(highest > lowest)) {
      throw new IllegalArgumentException(
          "a histogram of %d bins from %s to %s: expected at least one bin and a range"
              .formatted(counts.size(), lowest, highest));
    }
  }

  /**
   * Counts some values.
   *
   * @param values the values; NaN is not counted
   * @param from the place of the first value
   * @param to the place after the last value
   */
  public static Histogram of(
      float[] values, int from, int to, double lowest, double highest, int bins) {
    long[] counts = new long[bins];
    double scale = bins / (highest - lowest);
    for (int i = from; i < to; i++) {
      if (!Float.isNaN(values[i])) {
        counts[(int) Math.clamp((values[i] - lowest) * scale, 0, bins - 1)]++;
      }
    }
    return new Histogram(lowest, highest, Arrays.stream(counts).boxed().toList());
  }

  /** Returns the width of a bin, in the unit of the values. */
  public double width() {
    return (highest - lowest) / counts.size();
  }
}

package dev.rawline.imaging.sensor.calibration;

import java.util.function.IntToDoubleFunction;

/**
 * The median of numbers that are recomputed at every access.
 *
 * <p>None is stored: the numbers are counted in bins, then those of the median's bin in finer bins,
 * until a bin holds one number. Sorting a copy of 20 million takes 160 MB.
 */
final class MultiPassMedian {
  private static final int CLASSES = 1 << 10;

  private MultiPassMedian() {}

  /**
   * Returns the median, exactly; of an even count the mean of the two in the middle.
   *
   * @param count how many numbers there are, at least 1
   * @param numbers the finite numbers by index, 0 to count − 1
   */
  static double of(int count, IntToDoubleFunction numbers) {
    double lower = ranked(count, numbers, (count - 1) / 2);
    return count % 2 == 1 ? lower : lower + 0.5 * (ranked(count, numbers, count / 2) - lower);
  }

  /** Returns the number at an index, from 0, of the sorted numbers. */
  private static double ranked(int count, IntToDoubleFunction numbers, int place) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double number = numbers.applyAsDouble(i);
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    int smaller = 0;
    while (least < most) {
      Classes classes = new Classes(least, most);
      for (int i = 0; i < count; i++) {
        classes.add(numbers.applyAsDouble(i));
      }
      int chosen = 0;
      while (smaller + classes.counts[chosen] <= place) {
        smaller += classes.counts[chosen++];
      }
      least = classes.least[chosen];
      most = classes.most[chosen];
    }
    return least;
  }

  /** Bins of equal width; the smallest and the largest number never share one. */
  private static final class Classes {
    final int[] counts = new int[CLASSES];
    final double[] least = new double[CLASSES];
    final double[] most = new double[CLASSES];
    private final double from;
    private final double to;

    Classes(double from, double to) {
      this.from = from;
      this.to = to;
    }

    void add(double number) {
      if (number >= from && number <= to) {
        int at = (int) ((CLASSES - 1) * ((number - from) / (to - from)));
        least[at] = counts[at] == 0 ? number : Math.min(least[at], number);
        most[at] = counts[at] == 0 ? number : Math.max(most[at], number);
        counts[at]++;
      }
    }
  }
}

package dev.rawline.learning.metric;

import java.util.Arrays;

/** What one sample adds to some of many sums. */
final class SparseContribution {
  private int[] places = new int[4];
  private double[] amounts = new double[4];
  private int count;

  /** Notes that the sample adds an amount to the sum of a place; an amount of 0 is not noted. */
  SparseContribution add(int place, double amount) {
    if (amount != 0) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        amounts = Arrays.copyOf(amounts, 2 * count);
      }
      places[count] = place;
      amounts[count++] = amount;
    }
    return this;
  }

  /** Adds the amounts to the sums, so many times. */
  void addTo(double[] sums, double times) {
    for (int i = 0; i < count; i++) {
      sums[places[i]] += times * amounts[i];
    }
  }
}

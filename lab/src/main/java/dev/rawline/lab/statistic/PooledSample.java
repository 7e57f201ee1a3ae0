package dev.rawline.lab.statistic;

import java.util.Arrays;

/**
 * Two samples in one ascending order, divided into groups of equal values.
 *
 * <p>Tests that look at the order alone work on these counts, so that they take ties for what they
 * are, and do not see in which order values came.
 *
 * @param references how many values of the reference each group has
 * @param incomings how many values that came in each group has
 * @param reference how many values the reference has
 * @param incoming how many values came in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PooledSample(int[] references, int[] incomings, int reference, int incoming) {

  /**
   * Pools two samples.
   *
   * @throws IllegalArgumentException if one of them is empty, or has a value that is not finite
   */
  static PooledSample of(double[] reference, double[] incoming) {
    double[] first = sorted("reference", reference);
    double[] second = sorted("incoming", incoming);
    int[] references = new int[first.length + second.length];
    int[] incomings = new int[first.length + second.length];
    int groups = 0;
    for (int i = 0, j = 0; i < first.length || j < second.length; groups++) {
      double value =
          j == second.length || (i < first.length && first[i] <= second[j]) ? first[i] : second[j];
      while (i < first.length && first[i] == value) {
        references[groups]++;
        i++;
      }
      while (j < second.length && second[j] == value) {
        incomings[groups]++;
        j++;
      }
    }
    return new PooledSample(
        Arrays.copyOf(references, groups),
        Arrays.copyOf(incomings, groups),
        first.length,
        second.length);
  }

  /**
   * Pools values that are parted otherwise.
   *
   * @param values all values
   * @param order their places, from the smallest value on; those that are left out are missing
   * @param came which of them came in
   */
  static PooledSample of(double[] values, int[] order, boolean[] came) {
    int[] references = new int[order.length];
    int[] incomings = new int[order.length];
    int reference = 0;
    int groups = 0;
    for (int i = 0; i < order.length; i++) {
      groups += i > 0 && values[order[i]] != values[order[i - 1]] ? 1 : 0;
      (came[order[i]] ? incomings : references)[groups]++;
      reference += came[order[i]] ? 0 : 1;
    }
    return new PooledSample(
        Arrays.copyOf(references, groups + 1),
        Arrays.copyOf(incomings, groups + 1),
        reference,
        order.length - reference);
  }

  /** Returns a sample in ascending order. */
  static double[] sorted(String name, double[] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException(
          "the " + name + " sample is empty: expected one value at least");
    }
    double[] sorted = sample.clone();
    for (int i = 0; i < sorted.length; i++) {
      if (!Double.isFinite(sorted[i])) {
        throw new IllegalArgumentException(
            "value %d of the %s sample is %s: expected a finite number; leave out missing measurements"
                .formatted(i + 1, name, sorted[i]));
      }
      sorted[i] += 0.0; // −0 and 0 are one value
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns how many different values there are. */
  int groups() {
    return references.length;
  }

  /** Returns how many values of the reference a group has. */
  int references(int group) {
    return references[group];
  }

  /** Returns how many values that came in a group has. */
  int incomings(int group) {
    return incomings[group];
  }

  /** Returns how many values a group has. */
  int size(int group) {
    return references[group] + incomings[group];
  }
}

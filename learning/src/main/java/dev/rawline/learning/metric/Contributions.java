package dev.rawline.learning.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The contributions of each sample to the sums of which metrics are functions.
 *
 * <p>Samples are kept in the order of their names, so that the result does not depend on the order
 * of calls.
 */
final class Contributions {
  private final int sums;
  private final TreeMap<String, One> samples = new TreeMap<>();

  private record One(String group, Amounts amounts) {}

  /** Sums over samples → a number, where it is defined. */
  @FunctionalInterface
  interface Statistic {
    OptionalDouble of(double[] sums);
  }

  /** What one sample adds to some of many sums. */
  static final class Amounts {
    private int[] places = new int[4];
    private double[] amounts = new double[4];
    private int count;

    /** Notes that the sample adds an amount to the sum of a place; an amount of 0 is not noted. */
    Amounts add(int place, double amount) {
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
  }

  /** Starts without samples, for a number of sums. */
  Contributions(int sums) {
    this.sums = sums;
  }

  /**
   * Adds a sample.
   *
   * @param group the group with which it is resampled
   * @throws IllegalArgumentException if the sample was added before
   */
  void add(String sample, String group, Amounts amounts) {
    if (samples.putIfAbsent(sample, new One(group, amounts)) != null) {
      throw new IllegalArgumentException(
          "sample %s was counted before: every sample counts once".formatted(sample));
    }
  }

  /** Returns how many samples there are. */
  int samples() {
    return samples.size();
  }

  /** Returns how many groups the samples are of. */
  int groupCount() {
    return Math.toIntExact(samples.values().stream().map(One::group).distinct().count());
  }

  /** Returns how many sums there are. */
  int sums() {
    return sums;
  }

  /** Returns the sums of all samples. */
  double[] total() {
    double[] total = new double[sums];
    samples.values().forEach(one -> add(one.amounts(), 1, total));
    return total;
  }

  /** Returns sums less what a group adds to them. */
  static double[] without(List<Amounts> group, double[] total) {
    double[] rest = total.clone();
    group.forEach(one -> add(one, -1, rest));
    return rest;
  }

  static void add(Amounts one, double times, double[] sums) {
    for (int i = 0; i < one.count; i++) {
      sums[one.places[i]] += times * one.amounts[i];
    }
  }

  /** Sets the sums to those of a set of groups, each as often as it was drawn. */
  static void sum(List<List<Amounts>> groups, IntUnaryOperator times, double[] sums) {
    Arrays.fill(sums, 0);
    for (int g = 0; g < groups.size(); g++) {
      if (times.applyAsInt(g) > 0) {
        for (Amounts amounts : groups.get(g)) {
          add(amounts, times.applyAsInt(g), sums);
        }
      }
    }
  }

  /** Returns the names of the groups, in the order of {@link #groups}. */
  List<String> groupNames() {
    return samples.values().stream().map(One::group).distinct().toList();
  }

  /** Returns the contributions of each group. */
  List<List<Amounts>> groups() {
    Map<String, List<Amounts>> groups = new LinkedHashMap<>();
    samples
        .values()
        .forEach(
            one -> groups.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one.amounts()));
    return List.copyOf(groups.values());
  }
}

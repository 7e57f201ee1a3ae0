package dev.rawline.learning.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The confusion matrix: rows are true classes, columns predicted ones.
 *
 * <p>With n(t, p) samples of class t that were predicted as p, the recall of a class c is n(c, c) /
 * Σₚ n(c, p), its precision n(c, c) / Σₜ n(t, c), its F1 2 n(c, c) / (Σₚ n(c, p) + Σₜ n(t, c)). A
 * class without samples has no recall; one that was never predicted has no precision; one with
 * neither has no F1. Means over classes leave out those that have none, and do not depend on the
 * order of the classes, not even in their last digit.
 */
public final class ConfusionCounts {
  private final List<String> classes;
  private final double[] counts;

  /** Uses the first counts of an array, row by row, without copying them. */
  public ConfusionCounts(List<String> classes, double[] counts) {
    this.classes = List.copyOf(classes);
    this.counts = counts;
  }

  static void requireClass(List<String> classes, int number) {
    if (number < 0 || number >= classes.size()) {
      throw new IllegalArgumentException(
          "class number %d: expected 0 to %d, there are %d classes"
              .formatted(number, classes.size() - 1, classes.size()));
    }
  }

  /** Returns the names of the classes. */
  public List<String> classes() {
    return classes;
  }

  /** Returns the number of samples of one class that were predicted as another, or as itself. */
  public long count(int truth, int prediction) {
    return Math.round(at(truth, prediction));
  }

  /** Returns how many samples are of a class. */
  public long ofTruth(int truth) {
    return Math.round(row(truth));
  }

  /** Returns the share of samples whose class is right; none of no samples. */
  public OptionalDouble accuracy() {
    return ratio(sum(c -> at(c, c)), all());
  }

  /** Returns the mean recall. */
  public OptionalDouble balancedAccuracy() {
    return mean(this::recall);
  }

  /** Returns the mean F1. */
  public OptionalDouble macroF1() {
    return mean(this::f1);
  }

  /** Returns the share of correct ones among the predictions of a class. */
  public OptionalDouble precision(int one) {
    return ratio(at(one, one), column(one));
  }

  /** Returns the share of correct ones among the samples of a class. */
  public OptionalDouble recall(int one) {
    return ratio(at(one, one), row(one));
  }

  /** Returns the harmonic mean of precision and recall; 0 where one is 0 or not there. */
  public OptionalDouble f1(int one) {
    return ratio(2 * at(one, one), row(one) + column(one));
  }

  private double at(int truth, int prediction) {
    return counts[truth * classes.size() + prediction];
  }

  private double row(int truth) {
    return sum(prediction -> at(truth, prediction));
  }

  private double column(int prediction) {
    return sum(truth -> at(truth, prediction));
  }

  private double all() {
    return sum(this::row);
  }

  /** Sums counts, which are whole numbers, over the classes. */
  private double sum(IntToDoubleFunction counted) {
    return IntStream.range(0, classes.size()).mapToDouble(counted).sum();
  }

  private OptionalDouble mean(IntFunction<OptionalDouble> ofClass) {
    double[] defined =
        IntStream.range(0, classes.size())
            .mapToObj(ofClass)
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    double sum = 0;
    for (double number : defined) {
      sum += number;
    }
    return ratio(sum, defined.length);
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }
}

package dev.rawline.learning.metric;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a model reaches that never looks at a picture.
 *
 * @param classes how many classes there are, 2 or more
 * @param share how much of the metric a guess reaches: 1 / classes, or the share of the most
 *     frequent class
 */
public record ChanceLevel(int classes, double share) {
  /** What the metric of every class's recall is called before the class. */
  private static final String RECALL = "recall_";

  /** Who goes no further from the guess to 1 has hardly learned. */
  private static final double HARDLY = 0.1;

  private static final Set<Metric> OF_CLASSES =
      EnumSet.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1);

  /**
   * Returns the better of a guess among all classes and always the most frequent one, which helps
   * accuracy alone.
   *
   * @param classes how many classes there are
   * @param mostFrequent the share of the most frequent class, 0 to 1
   * @return none where the metric is no share of right answers, or there are fewer than two classes
   */
  public static Optional<ChanceLevel> of(Metric metric, int classes, double mostFrequent) {
    return classes > 1 && OF_CLASSES.contains(metric)
        ? Optional.of(
            new ChanceLevel(
                classes,
                metric == Metric.ACCURACY ? Math.max(1.0 / classes, mostFrequent) : 1.0 / classes))
        : Optional.empty();
  }

  /**
   * Returns the chance level of a metric.
   *
   * @param measured the names of all metrics that were measured: a recall for each class
   * @param mostFrequent the share of the most frequent class, 0 to 1
   */
  public static Optional<ChanceLevel> of(
      String metric, Collection<String> measured, double mostFrequent) {
    int classes =
        (int) measured.stream().filter(name -> name.startsWith(RECALL)).distinct().count();
    return Metric.of(metric).flatMap(known -> of(known, classes, mostFrequent));
  }

  /** Returns the chance level of the main metric on samples that were classified. */
  public static Optional<ChanceLevel> of(Scores scores) {
    if (!(scores instanceof ClassificationScores classified)) {
      return Optional.empty();
    }
    long[] counts =
        classified.byClass().values().stream()
            .mapToLong(ClassificationScores.OfClass::samples)
            .filter(samples -> samples > 0)
            .toArray();
    double most = Arrays.stream(counts).max().orElse(0);
    return of(scores.main(), counts.length, most / scores.samples());
  }

  /** Returns whether a metric lies no further than a tenth of the way from this to 1. */
  public boolean hardlyExceededBy(double value) {
    return value <= share + HARDLY * (1 - share);
  }

  /** Returns it in words, such as "chance level 0.33 (3 classes)". */
  public String words() {
    return String.format(Locale.ROOT, "chance level %.2f (%d classes)", share, classes);
  }
}

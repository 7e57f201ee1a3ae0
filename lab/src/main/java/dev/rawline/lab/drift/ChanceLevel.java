package dev.rawline.lab.drift;

import dev.rawline.learning.metric.Metric;
import java.util.EnumSet;
import java.util.List;
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

  /** Returns the guess among all classes; none where the metric is no share of right answers. */
  static Optional<ChanceLevel> of(List<DriftScore> scores, String metric) {
    int classes =
        (int)
            scores.stream()
                .flatMap(score -> score.metrics().keySet().stream())
                .filter(name -> name.startsWith(RECALL))
                .distinct()
                .count();
    return Metric.of(metric).filter(known -> classes > 1 && OF_CLASSES.contains(known)).isPresent()
        ? Optional.of(new ChanceLevel(classes, 1.0 / classes))
        : Optional.empty();
  }

  /** Returns the better of this and always the most frequent class, which helps accuracy alone. */
  ChanceLevel orAlways(double mostFrequent, String metric) {
    return metric.equals(Metric.ACCURACY.toString())
        ? new ChanceLevel(classes, Math.max(share, mostFrequent))
        : this;
  }

  /** Returns whether a metric lies no further than a tenth of the way from this to 1. */
  boolean hardlyExceededBy(double value) {
    return value <= share + HARDLY * (1 - share);
  }
}

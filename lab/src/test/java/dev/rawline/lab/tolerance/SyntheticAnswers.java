package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.ClassificationAccumulator;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import java.util.List;
import java.util.function.IntPredicate;

/** Synthetic answers of a model, right for some samples and wrong for others. */
final class SyntheticAnswers {
  private static final List<String> CLASSES = List.of("a", "b");

  private SyntheticAnswers() {}

  /** Returns the contributions of samples to the accuracy, each a group of its own. */
  static MetricContributions accuracy(int samples, IntPredicate isRight) {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    for (int i = 0; i < samples; i++) {
      int truth = i % 2;
      float[] scores = new float[2];
      scores[isRight.test(i) ? truth : 1 - truth] = 1;
      tally.add("sample " + i, "sample " + i, scores, truth);
    }
    return tally.contributions(Metric.ACCURACY);
  }

  static CameraParameter linear(String name, double usual, double reach) {
    return new CameraParameter(
        name, "no unit", usual, usual - reach, usual + reach, CameraParameter.Scale.LINEAR);
  }

  static CameraParameter logarithmic(String name, double usual, double factor) {
    double one = usual * factor;
    double other = usual / factor;
    return new CameraParameter(
        name,
        "no unit",
        usual,
        Math.min(one, other),
        Math.max(one, other),
        CameraParameter.Scale.LOGARITHMIC);
  }
}

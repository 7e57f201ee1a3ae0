package dev.rawline.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Pseudo-values, exchanged groups and parts of a measurement. */
class MetricContributionsTest {
  private static final List<String> CLASSES = List.of("a", "b");

  private static MetricContributions answers(
      Metric metric, int samples, int tiles, IntPredicate isRight) {
    ClassificationAccumulator tally = new ClassificationAccumulator(CLASSES);
    for (int i = 0; i < samples; i++) {
      int truth = i % 5 == 0 ? 1 : 0;
      float[] scores = new float[2];
      scores[isRight.test(i) ? truth : 1 - truth] = 1;
      tally.add("%04d".formatted(i), "%04d".formatted(i / tiles), scores, truth);
    }
    return tally.contributions(metric);
  }

  @Test
  void pseudoValuesOfAccuracyAreTheAnswers() {
    double[] pseudo = answers(Metric.ACCURACY, 100, 1, i -> i % 4 > 0).pseudoValues();
    for (int i = 0; i < 100; i++) {
      assertThat(pseudo[i]).isCloseTo(i % 4 > 0 ? 1 : 0, within(1e-9));
    }
  }

  @Test
  void theirMeanIsTheMetricToFirstOrder() {
    MetricContributions balanced = answers(Metric.BALANCED_ACCURACY, 1000, 1, i -> i % 7 > 0);
    assertThat(Arrays.stream(balanced.pseudoValues()).average().orElseThrow())
        .isCloseTo(balanced.value(), within(1e-3));
  }

  @Test
  void onlyGroupsWhoseAnswersDifferChangeTheMetric() {
    for (Metric metric : List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY)) {
      MetricContributions usual = answers(metric, 200, 2, i -> i % 7 > 0);
      assertThat(usual.changed(usual)).isZero();
      assertThat(answers(metric, 200, 2, i -> i % 7 > 0 && i != 51).changed(usual)).isEqualTo(1);
      assertThat(answers(metric, 200, 2, i -> i % 7 > 0 && i / 4 != 5).changed(usual))
          .isEqualTo(2); // 20 to 23; 21 was wrong before
    }
  }

  @Test
  void partsAreMeasuredAsIfTheyWereAll() {
    MetricContributions all = answers(Metric.ACCURACY, 60, 2, i -> i >= 20);
    MetricContributions part = all.of(List.of(0, 1, 10, 11));
    assertThat(part.samples()).isEqualTo(8);
    assertThat(part.groups()).containsExactly("0000", "0001", "0010", "0011");
    assertThat(part.value()).isEqualTo(0.5);
    MetricContributions balanced = answers(Metric.BALANCED_ACCURACY, 60, 2, i -> i >= 20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> balanced.of(List.of()))
        .withMessageContaining("balanced_accuracy is not defined on these 0 samples");
  }
}

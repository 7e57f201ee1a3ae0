package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.learning.metric.Metric;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
  private static final double METRIC = 0.5833333333333333;

  @Test
  void ofEqualMetricsTheLowestLossIsBest() {
    TrainingHistory history = new TrainingHistory();
    history = with(history, METRIC, 0.657);
    assertThat(history.best()).isEqualTo(1);
    history = with(history, Math.nextUp(METRIC), 0.672);
    assertThat(history.best()).isEqualTo(1);
    history = with(history, METRIC, 0.599);
    assertThat(history.best()).isEqualTo(3);
    history = with(history, METRIC, 0.599);
    assertThat(history.best()).isEqualTo(3);
  }

  @Test
  void aBetterMetricOutweighsTheLoss() {
    TrainingHistory history = with(with(new TrainingHistory(), 0.5, 0.1), 0.6, 0.2);
    assertThat(history.best()).isEqualTo(2);
    assertThat(with(history, 0.55, 0.05).best()).isEqualTo(2);
  }

  private static TrainingHistory with(TrainingHistory before, double metric, double loss) {
    OptionalDouble value = OptionalDouble.of(metric);
    OptionalDouble validation = OptionalDouble.of(loss);
    boolean best = before.isBest(value, validation, Metric.BALANCED_ACCURACY);
    return before.and(
        new EpochReport(
            before.epochs().size() + 1, 1, validation, value, 0.1, 0.1, 1, best, List.of()));
  }
}

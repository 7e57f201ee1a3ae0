package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Metric;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterPairMapTest {
  private static ToleranceCurve curve(CameraParameter parameter, double low, double high) {
    return new ToleranceCurve(
        Metric.ACCURACY,
        0.9,
        0.02,
        List.of(),
        new ToleranceInterval(
            parameter,
            new ToleranceBound(low, false, low, low),
            new ToleranceBound(high, false, high, high)),
        List.of(low, high),
        Optional.empty());
  }

  @Test
  void theMapReachesBeyondBothIntervals() {
    ParameterPairMap map =
        ParameterPairMap.of(
            curve(SyntheticAnswers.linear("black_level", 0, 1), -0.2, 0.4),
            curve(SyntheticAnswers.logarithmic("gamma", 2, 4), 1, 8),
            2,
            (row, column) ->
                new ParameterPairMap.Cell(
                    row + 10 * column, Optional.of(new MarginComparison(row < 0 ? 0 : 1, 1, 0))));
    assertThat(map.rows())
        .usingElementComparator(ParameterPairMapTest::nearly)
        .containsExactly(-0.3, -0.15, 0.0, 0.3, 0.6);
    assertThat(map.columns().getFirst()).isBetween(0.7, 0.71); // 2 / 2^1.5
    assertThat(map.columns().getLast()).isEqualTo(8); // the range ends
    assertThat(map.columns()).contains(2.0).isSorted();
    assertThat(map.values()).hasSize(5).allMatch(row -> row.size() == map.columns().size());
    assertThat(map.values().get(2).get(0)).isEqualTo(10 * map.columns().getFirst());
    assertThat(map.outcomes().get(0)).containsOnly(ToleranceOutcome.TOLERATED);
    assertThat(map.outcomes().get(2)).containsOnly(ToleranceOutcome.UNDECIDED);
  }

  private static int nearly(double one, double other) {
    return Math.abs(one - other) < 1e-9 ? 0 : Double.compare(one, other);
  }
}

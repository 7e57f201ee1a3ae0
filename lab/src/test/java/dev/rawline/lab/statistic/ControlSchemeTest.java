package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlSchemeTest {
  private final Random random = new Random(Seeds.next("ChartTest"));

  /** Montgomery, Introduction to Statistical Quality Control, the CUSUM of chapter 9.1. */
  @Test
  void cusumFollowsTheTextbook() {
    double[] values = {9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34};
    double[] above = {0, 0, 0, 1.16, 2.82, 2.50, 0.04, 1.00, 0, 0};
    double[] below = {0.05, 1.56, 1.77, 0, 0, 0, 1.46, 0, 0.30, 0};
    Cusum chart = Cusum.start(0.5, 5);
    for (int i = 0; i < values.length; i++) {
      chart = chart.next(values[i] - 10);
      assertThat(chart.above()).isCloseTo(above[i], within(1e-9));
      assertThat(chart.below()).isCloseTo(below[i], within(1e-9));
      assertThat(chart.signals()).isFalse();
    }
  }

  @Test
  void ewmaForgetsGeometrically() {
    Ewma chart = Ewma.start(0.2, 3);
    double expected = 0;
    double[] scores = random.doubles(40, -2, 2).toArray();
    for (int i = 0; i < scores.length; i++) {
      chart = chart.next(scores[i]);
      expected += 0.2 * Math.pow(0.8, scores.length - 1 - i) * scores[i];
    }
    assertThat(chart.value()).isCloseTo(expected, within(1e-12));
    assertThat(chart.level()).isCloseTo(expected / Math.sqrt(0.2 / 1.8), within(1e-12));
  }

  @Test
  void chartStatesAreValuesThatContinue() {
    for (ControlScheme start : new ControlScheme[] {Ewma.start(0.1, 2), Cusum.start(0.3, 4)}) {
      ControlScheme before = start;
      ControlScheme mirrored = start;
      for (int i = 0; i < 50; i++) {
        double score = random.nextGaussian();
        ControlScheme after = before.next(score);
        assertThat(before.next(score)).isEqualTo(after);
        mirrored = mirrored.next(-score);
        assertThat(Math.abs(mirrored.level())).isCloseTo(Math.abs(after.level()), within(1e-12));
        before = after;
      }
    }
  }

  @Test
  void chartsSignalToEitherSide() {
    for (ControlScheme start : new ControlScheme[] {Ewma.start(0.1, 2), Cusum.start(0.3, 4)}) {
      ControlScheme high = start;
      ControlScheme low = start;
      for (int i = 0; i < 20; i++) {
        high = high.next(2);
        low = low.next(-2);
      }
      assertThat(high.signals()).isTrue();
      assertThat(high.level()).isPositive();
      assertThat(low.signals()).isTrue();
      assertThat(low.level()).isNegative();
    }
    assertThat(Ewma.start(0.5, 2).next(-5).next(-5).signals()).isTrue();
    assertThat(Cusum.start(0.5, 4).next(-5).level()).isEqualTo(-4.5);
  }

  @Test
  void invalidChartsAndScoresAreRefused() {
    assertThatThrownBy(() -> Ewma.start(0.1, 3).next(Double.NaN))
        .hasMessage(
            "a chart's score is NaN: expected a finite number; leave out missing measurements");
    assertThatThrownBy(() -> Cusum.start(0.5, 0))
        .hasMessage("a CUSUM chart's limit is 0: expected a finite number above 0 (deviations)");
    assertThatThrownBy(() -> new Cusum(0.5, 4, -1, 0))
        .hasMessage("a CUSUM chart's sums are -1.0 and 0.0: expected 0 or more");
    assertThatThrownBy(() -> Ewma.start(0, 3)).hasMessageContaining("weight is 0.0");
    assertThatThrownBy(() -> Ewma.start(0.1, -3)).hasMessageContaining("limit is -3: ");
    assertThatThrownBy(() -> new Ewma(0.1, 3, Double.NaN)).hasMessageContaining("value is NaN");
  }
}

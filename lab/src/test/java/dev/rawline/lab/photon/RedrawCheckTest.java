package dev.rawline.lab.photon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison over samples says of one ratio of standard deviations each. */
class RedrawCheckTest {
  private static RedrawnPredictions measured(double times) {
    return new RedrawnPredictions("s", 1, 100, 2, 2 * times, 0, 0, 0, 0, 0, 0);
  }

  /** Squares of 0.64, 1 and 1.44: mean 1.0267, s 0.4007, Student's t 4.3027 of two degrees. */
  @Test
  void theRatioOfDeviationsHasStudentsIntervalOverSamples() {
    RedrawCheck check = RedrawCheck.of(List.of(measured(0.8), measured(1), measured(1.2)));
    assertThat(check.deviationRatio()).isCloseTo(Math.sqrt(3.08 / 3), within(1e-12));
    assertThat(check.deviationRatioHalfWidth().orElseThrow())
        .isCloseTo(4.302653 * 0.4006661 / Math.sqrt(3) / 2 / Math.sqrt(3.08 / 3), within(1e-6));
    assertThat(check.deviationRatioText()).isEqualTo("1.013 ± 0.491");
  }

  @Test
  void oneSampleHasNoInterval() {
    RedrawCheck check = RedrawCheck.of(List.of(measured(0.8)));
    assertThat(check.deviationRatioHalfWidth()).isEmpty();
    assertThat(check.deviationRatioText()).isEqualTo("0.800");
  }
}

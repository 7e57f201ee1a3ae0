package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampledCountTest {

  /** The mean of a count is the sum of P(X ≥ x) over x = 1, 2, …: that of the rate's gamma law. */
  @Test
  void aFurtherSampleHasTheMeanOfTheRate() {
    SampledCount count = new SampledCount(7, 3);
    double mean = 0;
    for (int found = 1; found < 200; found++) {
      mean += count.chance(found);
    }
    assertThat(mean).isCloseTo(7.5 / 3, within(1e-9));
    assertThat(count.chance(0)).isEqualTo(1);
  }

  /** Of one sample without an event, a second one has none with probability √½. */
  @Test
  void oneEmptySampleForetellsLittle() {
    assertThat(new SampledCount(0, 1).chance(1)).isCloseTo(1 - Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void impossibleCountsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampledCount(-1, 1))
        .withMessageContaining("-1 events in 1 samples");
    assertThatIllegalArgumentException().isThrownBy(() -> new SampledCount(0, 0));
  }
}

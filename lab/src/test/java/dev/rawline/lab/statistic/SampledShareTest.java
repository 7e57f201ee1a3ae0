package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SampledShareTest {

  /** The bounds where none or all are counted are 1 − 0.025^(1/n) and 0.025^(1/n). */
  @Test
  void theBoundsMatchTheClosedForm() {
    for (int all : new int[] {1, 5, 40, 1000}) {
      double end = Math.pow(0.025, 1.0 / all);
      assertThat(new SampledShare(0, all).low()).isZero();
      assertThat(new SampledShare(0, all).high()).isCloseTo(1 - end, within(1e-6));
      assertThat(new SampledShare(all, all).low()).isCloseTo(end, within(1e-6));
      assertThat(new SampledShare(all, all).high()).isOne();
    }
  }

  /** At the lower bound as many or more are counted in 2.5 % of cases: the binomial sum itself. */
  @Test
  void theIntervalIsExact() {
    for (int counted = 1; counted < 12; counted++) {
      SampledShare share = new SampledShare(counted, 12);
      assertThat(atLeast(counted, 12, share.low())).isCloseTo(0.025, within(1e-6));
      assertThat(1 - atLeast(counted + 1, 12, share.high())).isCloseTo(0.025, within(1e-6));
      assertThat(share.value()).isBetween(share.low(), share.high());
    }
  }

  private static double atLeast(int count, int all, double share) {
    double sum = 0;
    for (int k = count; k <= all; k++) {
      double ways = 1;
      for (int i = 0; i < k; i++) {
        ways *= (double) (all - i) / (i + 1);
      }
      sum += ways * Math.pow(share, k) * Math.pow(1 - share, all - k);
    }
    return sum;
  }

  /** A few of megapixels: the bounds are Poisson's, 1.6235 to 11.6683 for 5 (tables). */
  @Test
  void smallSharesMatchThePoissonLimit() {
    SampledShare share = new SampledShare(5, 24_000_000);
    assertThat(share.low() * share.all()).isCloseTo(1.6235, within(0.03));
    assertThat(share.high() * share.all()).isCloseTo(11.6683, within(0.03));
  }

  /** Fisher's tea: 3 of 4 right where 1 of 4 is wrong, p = 17/70. */
  @Test
  void thePValueIsFishersExact() {
    assertThat(new SampledShare(3, 4).chance(new SampledShare(1, 4)))
        .isCloseTo(17 / 70.0, within(1e-12));
    assertThat(new SampledShare(0, 4).chance(new SampledShare(3, 4))).isCloseTo(1, within(1e-12));
    assertThat(new SampledShare(1, 1).chance(new SampledShare(0, 99)))
        .isCloseTo(0.01, within(1e-12));
  }

  @Test
  void equalSharesAreRarelySignificantlyDifferent() {
    Random random = new Random(3);
    int alarms = 0;
    for (int batch = 0; batch < 5000; batch++) {
      int usual = (int) random.doubles(60).filter(drawn -> drawn < 0.2).count();
      int now = (int) random.doubles(40).filter(drawn -> drawn < 0.2).count();
      alarms += new SampledShare(now, 40).chance(new SampledShare(usual, 60)) < 0.01 ? 1 : 0;
    }
    assertThat(alarms / 5000.0).isBetween(0.001, 0.01);
  }

  @Test
  void countsAboveTheTotalAreRefused() {
    assertThatThrownBy(() -> new SampledShare(3, 2)).hasMessageContaining("3 of 2 were counted");
    assertThatThrownBy(() -> new SampledShare(0, 0)).hasMessageContaining("of at least 1");
    assertThatThrownBy(() -> new SampledShare(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}

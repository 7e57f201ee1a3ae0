package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void momentsMatchHandCalculation() {
    Moments moments = Moments.of(new double[] {1, 2, 6});
    assertThat(moments.mean()).isEqualTo(3);
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(7), within(1e-15));
    assertThat(moments.error()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-15));
    assertThat(moments.count()).isEqualTo(3);
  }

  @Test
  void tooFewValuesHaveNoMoments() {
    assertThat(Moments.of(new double[0]).mean()).isNaN();
    assertThat(Moments.of(new double[] {5}).mean()).isEqualTo(5);
    assertThat(Moments.of(new double[] {5}).deviation()).isNaN();
  }

  /** A mean that is rounded would make a deviation, and an interval, of its rounding. */
  @Test
  void equalValuesDoNotDeviate() {
    Random random = new Random(Seeds.next("MomentsTest"));
    for (int round = 0; round < 1000; round++) {
      double[] values = new double[2 + random.nextInt(200)];
      Arrays.fill(values, random.nextGaussian());
      assertThat(Moments.of(values)).isEqualTo(new Moments(values[0], 0, values.length));
    }
  }
}

package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The median without a sorted copy equals that of a sorted copy, bit by bit. */
class MultiPassMedianTest {
  @Test
  void medianEqualsThatOfASortedCopy() {
    Random random = new Random(Seeds.next("MedianTest"));
    for (int round = 0; round < 300; round++) {
      double[] numbers = new double[1 + random.nextInt(3000)];
      double spread = Math.pow(10, random.nextInt(-6, 6));
      double step = random.nextBoolean() ? 0 : spread / (1 + random.nextInt(20));
      double far = random.nextBoolean() ? 0 : 1e9;
      for (int i = 0; i < numbers.length; i++) {
        double number = spread * random.nextGaussian();
        numbers[i] = step == 0 ? number : step * Math.rint(number / step);
        numbers[i] += random.nextInt(50) == 0 ? far : 0;
      }
      double[] sorted = numbers.clone();
      Arrays.sort(sorted);
      double lower = sorted[(sorted.length - 1) / 2];
      double upper = sorted[sorted.length / 2];

      assertThat(MultiPassMedian.of(numbers.length, i -> numbers[i]))
          .as("%d numbers, spread %s, step %s", numbers.length, spread, step)
          .isEqualTo(lower + 0.5 * (upper - lower));
    }
  }

  @Test
  void medianOfEqualNumbersIsTheirValue() {
    assertThat(MultiPassMedian.of(7, i -> 64.25)).isEqualTo(64.25);
    assertThat(MultiPassMedian.of(1, i -> -3)).isEqualTo(-3);
    assertThat(MultiPassMedian.of(2, i -> i)).isEqualTo(0.5);
  }
}

package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 255, 0",
    "1, 255, 255",
    "0.5, 255, 128", // 127.5: half goes up
    "0.5, 65535, 32768",
    "0.001, 255, 0",
    "-3, 255, 0",
    "7, 65535, 65535",
    "-Infinity, 255, 0",
    "Infinity, 255, 255",
    "NaN, 255, 0",
    "0.99999994, 65535, 65535",
  })
  void clipsScalesAndRoundsHalfUp(float value, int highest, int level) {
    assertThat(Quantization.level(value, highest)).isEqualTo(level);
  }

  /**
   * Floats around every half between two levels, where a float product rounds to the wrong side.
   */
  @ParameterizedTest
  @CsvSource({"255", "65535"})
  void rowsHaveTheExactLevels(int highest) {
    int step = highest / 255; // every 257th of 16 bits
    float[] samples = new float[7 * 255 + 6];
    int count = 0;
    for (int level = 0; level < highest; level += step) {
      float half = (float) ((level + 0.5) / highest);
      for (int ulps = -3; ulps <= 3; ulps++) {
        samples[count++] = half + ulps * Math.ulp(half);
      }
    }
    for (float other : new float[] {Float.NaN, -1, -0f, 0, 2, Float.POSITIVE_INFINITY}) {
      samples[count++] = other;
    }
    int[] levels = new int[count - 1];
    Quantization.levels(samples, 1, levels, highest);
    for (int i = 0; i < levels.length; i++) {
      float sample = samples[1 + i];
      BigDecimal exact =
          sample > 0 ? new BigDecimal(Math.min(sample, 1)) : BigDecimal.ZERO; // NaN is black
      BigDecimal rounded =
          exact.multiply(BigDecimal.valueOf(highest)).setScale(0, RoundingMode.HALF_UP);
      if (levels[i] != rounded.intValueExact()) {
        assertThat(levels[i]).as("level of %s", sample).isEqualTo(rounded.intValueExact());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"255", "65535"})
  void everyLevelSurvivesARoundTrip(int highest) {
    for (int level = 0; level <= highest; level++) {
      assertThat(Quantization.level((float) level / highest, highest)).isEqualTo(level);
    }
  }
}

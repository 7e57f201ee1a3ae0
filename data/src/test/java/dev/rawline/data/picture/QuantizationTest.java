package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

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

  @ParameterizedTest
  @CsvSource({"255", "65535"})
  void everyLevelSurvivesARoundTrip(int highest) {
    for (int level = 0; level <= highest; level++) {
      assertThat(Quantization.level((float) level / highest, highest)).isEqualTo(level);
    }
  }
}

package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RadianceCodeTest {
  private static final List<float[]> PICTURES =
      List.of(new float[] {0, 0.25f, 1, 0.04f}, new float[] {0.49f, 0.81f, 0.09f, 0.36f});

  @TempDir private Path folder;

  @Test
  void codesHaveNoMeanAndADeviationOfOne() {
    RadianceCode code = RadianceCode.of(PICTURES, 2);
    for (int band = 0; band < 2; band++) {
      double sum = 0;
      double squares = 0;
      for (float[] picture : PICTURES) {
        float[] encoded = code.encode(picture);
        for (int i = 2 * band; i < 2 * band + 2; i++) {
          sum += encoded[i];
          squares += encoded[i] * encoded[i];
        }
      }
      assertThat(sum / 4).isCloseTo(0, Offset.offset(1e-6));
      assertThat(squares / 4).isCloseTo(1, Offset.offset(1e-6));
    }
  }

  @Test
  void decodingUndoesEncoding() {
    RadianceCode code = RadianceCode.of(PICTURES, 2);
    for (float[] picture : PICTURES) {
      assertThat(code.decode(code.encode(picture)))
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(picture);
    }
  }

  @Test
  void radianceStaysWithinTheRangeThatWasLearned() {
    RadianceCode code = RadianceCode.of(PICTURES, 2);
    float[] dark = {-9, -9, -9, -9};
    float[] bright = {9, 9, 9, 9};
    assertThat(code.decode(dark)).containsExactly(0, 0, 0.04f, 0.04f);
    assertThat(code.decode(bright)).containsExactly(0.81f, 0.81f, 1, 1);
    assertThat(code.outside(bright)).isEqualTo(1);
    assertThat(code.outside(new float[] {9, 0, 0, -9})).isEqualTo(0.5);
    for (float[] picture : PICTURES) {
      assertThat(code.outside(code.encode(picture)))
          .as("the least and the largest are within, but for rounding")
          .isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void radianceIsNeverNegative() {
    RadianceCode code = RadianceCode.of(List.of(new float[] {-0.1f, 0.2f}), 1);
    assertThat(code.least()).containsExactly(0.0);
    assertThat(code.decode(new float[] {-9, -9})).containsOnly(0);
    assertThat(code.encode(new float[] {-0.5f, 0}))
        .containsExactly(code.encode(new float[] {0, 0}));
  }

  @Test
  void theRangeIsWrittenAndReadBack() throws IOException {
    RadianceCode code = RadianceCode.of(PICTURES, 2);
    Path file = folder.resolve("code.json");
    JsonRecords.write(code, file);
    assertThat(JsonRecords.read(file, RadianceCode.class)).isEqualTo(code);
  }
}

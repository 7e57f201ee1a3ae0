package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RadianceCodeTest {
  private static final List<float[]> PICTURES =
      List.of(new float[] {0, 0.25f, 1, 0.04f}, new float[] {0.49f, 0.81f, 0.09f, 0.36f});

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
  void radianceIsNeverNegative() {
    RadianceCode code = RadianceCode.of(PICTURES, 2);
    assertThat(code.decode(new float[] {-9, -9, -9, -9})).containsOnly(0);
    assertThat(code.encode(new float[] {-0.5f, 0, 0, 0}))
        .containsExactly(code.encode(new float[] {0, 0, 0, 0}));
  }
}

package dev.rawline.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyArrayTest {

  @Test
  void numbersOfAnyShapeSurviveARoundTripExactly() throws DataFormatException {
    Random random = new Random(Seeds.next("numbersOfAnyShapeSurviveARoundTripExactly"));
    for (List<Integer> shape :
        List.of(
            List.<Integer>of(), List.of(6), List.of(2, 3), List.of(3, 1, 5), List.of(2, 3, 4, 5))) {
      double[] values = random.doubles(shape.stream().reduce(1, (a, b) -> a * b)).toArray();
      NumpyArray doubles = NumpyArray.of(NumpyArray.write(shape, values));
      assertThat(doubles.type()).isEqualTo(NumpyArray.Type.FLOAT64);
      assertThat(doubles.shape()).isEqualTo(shape);
      assertThat(doubles.doubles()).containsExactly(values);

      NumpyArray floats = NumpyArray.of(NumpyArray.write(shape, doubles.values()));
      assertThat(floats.type()).isEqualTo(NumpyArray.Type.FLOAT32);
      assertThat(floats.values()).containsExactly(doubles.values());
      for (int i = 0; i < values.length; i++) {
        assertThat(floats.doubles()[i]).isEqualTo((float) values[i]);
      }
    }
  }

  /** In Fortran order the number at (i, j, k) of a 2×3×4 array is the (i + 2 j + 6 k)-th. */
  @Test
  void anArrayInFortranOrderIsTransposed() throws DataFormatException {
    double[] lying = new double[24];
    for (int i = 0; i < lying.length; i++) {
      lying[i] = i / 7.0;
    }
    byte[] file = NumpyArray.write(List.of(2, 3, 4), lying);
    NumpyArray turned = NumpyArray.of(replaced(file, "False", "True "));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          double number = (i + 2 * j + 6 * k) / 7.0;
          assertThat(turned.doubles()[(i * 3 + j) * 4 + k]).isEqualTo(number);
          assertThat(turned.values()[(i * 3 + j) * 4 + k]).isEqualTo((float) number);
        }
      }
    }
  }

  @Test
  void bigEndianNumbersAreRead() throws DataFormatException {
    byte[] file = replaced(NumpyArray.write(List.of(1), new double[1]), "<f8", ">f8");
    ByteBuffer.wrap(file).putDouble(file.length - Double.BYTES, 0.1);
    assertThat(NumpyArray.of(file).doubles()).containsExactly(0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "x", "2 3", "99999999999"})
  void anInvalidSideIsReported(String side) {
    byte[] file = NumpyArray.write(List.of(1_111_111_111, 1), new double[0]);
    byte[] odd = replaced(file, "1111111111, 1", "%-12s1".formatted(side + ","));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumpyArray.of(odd))
        .withMessage("is an array with a side of '" + side + "'");
  }

  private static byte[] replaced(byte[] file, String old, String by) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .replace(old, by)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}

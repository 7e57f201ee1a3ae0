package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"|u1", "<u2", ">u2"})
  void integersAreDigitalNumbers(String type) throws IOException {
    RawImage image = read(array(type, false, "(2, 3)", 0, 1, 2, 253, 254, 255));
    assertThat(image.unit()).isEqualTo(RawImage.Unit.DN);
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.height()).isEqualTo(2);
    assertThat(image.cfa()).isEqualTo(Cfa.RGGB);
    assertThat(image.samples()).containsExactly(0, 1, 2, 253, 254, 255);
    assertThat(image.calibration().containerBits()).isEqualTo(type.equals("|u1") ? 8 : 16);
    assertThat(image.calibration().whiteLevel()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8"})
  void floatsAreNormalised(String type) throws IOException {
    RawImage image = read(array(type, false, "(1, 4)", 0, 0.25, 0.1f, 1));
    assertThat(image.unit()).isEqualTo(RawImage.Unit.NORMALISED);
    assertThat(image.samples()).containsExactly(0, 0.25f, 0.1f, 1);
  }

  @Test
  void fortranOrderIsTransposed() throws IOException {
    assertThat(read(array("<u2", true, "(2, 3)", 1, 4, 2, 5, 3, 6)).samples())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void theGoldenInputsAreRead() throws IOException {
    Path car = SharedData.require("golden/inputs/car.npy");
    RawImage image = RawReader.read(FileBytes.read(car), RawDescription.NONE).image();
    assertThat(image.width()).isEqualTo(256);
    assertThat(image.height()).isEqualTo(256);
    Path png = SharedData.require("data/raw/raw2logit_car_256x256_rggb_8bit.png");
    float[] stored = RawReader.read(FileBytes.read(png), RawDescription.NONE).image().samples();
    for (int i = 0; i < stored.length; i++) {
      assertThat(image.samples()[i]).isEqualTo((float) (stored[i] / 255.0));
    }
  }

  @Test
  void otherArraysThanMosaicsAreRejected() {
    String remedy =
        "; save a mosaic as an array of shape (rows, columns) of uint8, uint16, float32 or float64";
    rejected(array("<u2", false, "(1, 1, 3)", 1, 2, 3))
        .hasMessageEndingWith("is an array of shape (1, 1, 3), not of two axes" + remedy);
    rejected(array("<u2", false, "(3,)", 1, 2, 3))
        .hasMessageContaining("is an array of shape (3,), not of two axes");
    rejected(array("<i8", false, "(1, 1)", 1))
        .hasMessageEndingWith("is an array of type '<i8'" + remedy);
    rejected(array("<u2", false, "(0, 3)")).hasMessageContaining("is an array with a side of '0'");
    rejected(array("<u2", false, "(99999999999, 3)", 1))
        .hasMessageContaining("is an array with a side of '99999999999'");
    rejected(array("<u2", false, "(1000000, 1000000)", 1))
        .hasMessageContaining(
            "1000000×1000000 values of type '<u2' need 2000000000000 bytes, but 2 follow");
    rejected(array("<f8", false, "(2147483647, 2147483647)", 1))
        .hasMessageContaining("is truncated or corrupt: ");
    rejected(array("<f4", false, "(1, 2)", 0.5, 812))
        .hasMessageEndingWith(
            "holds 812.0, but floating-point mosaics are normalised to 0 to 1; "
                + "divide it by its full scale, or save digital numbers as uint16");
    rejected(array("<f4", false, "(1, 1)", Double.NaN)).hasMessageContaining("holds NaN");
    rejected(array("<u2", false, "(2, 3)", 1, 2, 3))
        .hasMessageContaining(
            "is truncated or corrupt: 2×3 values of type '<u2' need 12 bytes, but 6 follow");
  }

  private static byte[] array(String type, boolean fortran, String shape, double... values) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 8 * values.length);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    bytes.put((byte) 1).put((byte) 0).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      Consumer<Double> put =
          switch (type.charAt(2)) {
            case '1' -> v -> bytes.put((byte) v.intValue());
            case '2' -> v -> bytes.putShort((short) v.intValue());
            case '4' -> v -> bytes.putFloat(v.floatValue());
            default -> bytes::putDouble;
          };
      put.accept(value);
    }
    return java.util.Arrays.copyOf(bytes.array(), bytes.position());
  }

  private RawImage read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("a.npy"), content);
    return RawReader.read(FileBytes.read(file), RawDescription.NONE).image();
  }

  private AbstractThrowableAssert<?, ?> rejected(byte[] content) {
    return assertThatThrownBy(() -> read(content))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(folder.resolve("a.npy") + ": ");
  }
}

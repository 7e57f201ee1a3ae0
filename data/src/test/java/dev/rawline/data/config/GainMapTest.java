package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.Npy;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GainMapTest {
  private static final String REMEDY =
      ": expected a two-dimensional NumPy array of float32 or float64; save"
          + " numpy.asarray(gains, 'float32') by numpy.save";

  @TempDir Path folder;

  @Test
  void aMapWrittenByNumpyIsRead() throws IOException {
    Path file = SharedData.require("golden/inputs/odd17x23.npy");
    Npy golden = Npy.read(file);
    RawImage map = ArrayFile.gains(file);
    assertThat(map.height()).isEqualTo(golden.shape()[0]);
    assertThat(map.width()).isEqualTo(golden.shape()[1]);
    for (int i = 0; i < golden.values().length; i++) {
      assertThat(map.samples()[i]).isEqualTo((float) golden.values()[i]);
    }
  }

  @Test
  void samplesOfAWrittenMapAreAlignedForNumpy() throws IOException {
    Path file = folder.resolve("gains.npy");
    Files.write(
        file, ArrayFile.of(RawImage.normalised(3, 2, Cfa.RGGB, new float[] {1, 2, 3, 4, 5, 6})));
    assertThat(Files.size(file) % 64).isEqualTo(3 * 2 * Float.BYTES);
    Npy read = Npy.read(file);
    assertThat(read.shape()).containsExactly(2, 3);
    assertThat(read.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void otherArraysAreRejected() throws IOException {
    Path file = folder.resolve("gains.npy");
    Files.write(file, ArrayFile.of(RawImage.normalised(3, 2, Cfa.RGGB, new float[6])));
    byte[] good = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(good, good.length - 4));
    assertRejected(
        file,
        " is damaged: 2×3 values of type '<f4' need 24 bytes, but 20 follow the header; save it"
            + " again");
    Files.write(file, Arrays.copyOf(good, 9));
    assertRejected(file, " is damaged: it ends within its NumPy header; save it again");
    Files.write(file, Arrays.copyOf(good, 40));
    assertRejected(file, " is damaged: it ends within its NumPy header; save it again");
    Files.write(file, Arrays.copyOf(good, 5));
    assertRejected(file, " is no NumPy array" + REMEDY);
    Files.write(file, replaced(good, "'<f4'", "'<i4'"));
    assertRejected(file, " is an array of type '<i4'" + REMEDY);
    Files.write(file, replaced(good, "'<f4'", "'|u1'"));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), good.length - 3 * 6));
    assertRejected(file, " is an array of uint8" + REMEDY);
    Files.write(file, replaced(good, "(2, 3)", "(6,)  "));
    assertRejected(file, " is an array of shape (6,)" + REMEDY);
  }

  @Test
  void aMapInFortranOrderIsTransposed() throws IOException {
    Path file = folder.resolve("gains.npy");
    Files.write(
        file, ArrayFile.of(RawImage.normalised(3, 2, Cfa.RGGB, new float[] {1, 4, 2, 5, 3, 6})));
    Files.write(file, replaced(Files.readAllBytes(file), "False", "True "));
    assertThat(ArrayFile.gains(file).samples()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  private static byte[] replaced(byte[] content, String old, String by) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace(old, by)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertRejected(Path file, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArrayFile.gains(file))
        .withMessage(file + message);
  }
}

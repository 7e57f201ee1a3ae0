package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's reader of PNG is the reference. */
class PngDecoderTest {
  private static final Path FILE = Path.of("a.png");
  private static final int FILTERS = 5;

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 3", "4, 2", "6, 4"})
  void samplesAreThoseOfTheJdk(int colourType, int channels) throws IOException {
    Random random = new Random(Seeds.next("samplesAreThoseOfTheJdk"));
    for (int round = 0; round < 60; round++) {
      int depth = random.nextBoolean() ? 8 : 16;
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      // Whatever bytes and filters there are, they stand for some picture.
      byte[] rows = new byte[height * (1 + width * channels * depth / 8)];
      random.nextBytes(rows);
      for (int y = 0; y < height; y++) {
        rows[y * (rows.length / height)] = (byte) random.nextInt(FILTERS);
      }
      byte[] png =
          EncodedImages.png(width, height, colourType, depth, pieces(deflated(rows), random));

      StoredPicture picture = PngDecoder.decode(FileBytes.of(FILE, png)).orElseThrow();

      BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(picture.width()).isEqualTo(width);
      assertThat(picture.height()).isEqualTo(height);
      assertThat(picture.bits()).isEqualTo(depth);
      assertThat(picture.channels()).isEqualTo(channels);
      assertThat(picture.hasAlpha()).isEqualTo(expected.getColorModel().hasAlpha());
      assertThat(picture.samples()).isEqualTo(StoredPicture.of(expected).samples());
    }
  }

  /** Chunks of data end anywhere, and may be empty. */
  private static List<byte[]> pieces(byte[] data, Random random) {
    List<byte[]> pieces = new ArrayList<>();
    int at = 0;
    while (at < data.length) {
      int to = Math.min(data.length, at + random.nextInt(1 + data.length / 2));
      pieces.add(Arrays.copyOfRange(data, at, to));
      at = to;
    }
    return pieces;
  }

  private static byte[] deflated(byte[] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(rows);
      deflater.finish();
      byte[] buffer = new byte[1 << 12];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }

  @Test
  void palettesAndFewBitsAreLeftToTheJdk() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY}) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(4, 4, type), "png", png);
      assertThat(PngDecoder.decode(FileBytes.of(FILE, png.toByteArray()))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "filter, a row has filter 5",
    "missing, rows are missing",
    "checksum, incorrect data check",
    "dictionary, rows are missing",
    "code, 'incorrect header check'"
  })
  void damageIsRejected(String kind, String reason) throws IOException {
    byte[] rows = new byte[4 * 5];
    rows[5] = 5;
    byte[] data = deflated(kind.equals("filter") ? rows : new byte[4 * 5]);
    switch (kind) {
      case "missing" -> data = deflated(new byte[3 * 5]);
      case "checksum" -> data[data.length - 1] ^= 1;
      case "dictionary" -> {
        // The flag of a preset dictionary; both bytes remain a multiple of 31.
        data[1] = 0x20;
        data[1] += (byte) (31 - ((data[0] & 0xff) * 256 + 0x20) % 31);
      }
      case "code" -> data[0] = 0;
      default -> {}
    }
    byte[] png = EncodedImages.png(4, 4, 0, 8, List.of(data));
    assertThatThrownBy(() -> PngDecoder.decode(FileBytes.of(FILE, png)))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(reason);
  }
}

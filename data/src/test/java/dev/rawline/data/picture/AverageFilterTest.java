package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filtered and coded rows are those that the JDK's reader of PNG restores. */
class AverageFilterTest {
  private static final int[][] SIZES = {{1, 1}, {1, 7}, {7, 1}, {3, 2}, {8, 8}, {301, 97}};

  @ParameterizedTest
  @CsvSource({"0, 8", "0, 16", "2, 8", "2, 16"})
  void anIndependentReaderRestoresEveryByte(int colourType, int depth) throws IOException {
    Random random = new Random(Seeds.next("anIndependentReaderRestoresEveryByte"));
    int channels = colourType == 0 ? 1 : 3;
    int pixelBytes = channels * depth / 8;
    for (int[] size : SIZES) {
      for (int range : new int[] {1, 5, 256}) {
        int width = size[0];
        byte[][] rows = new byte[size[1]][width * pixelBytes];
        for (byte[] row : rows) {
          for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (200 + i / 3 + random.nextInt(range));
          }
        }
        var raster =
            ImageIO.read(new ByteArrayInputStream(png(rows, width, colourType, depth))).getRaster();
        for (int y = 0; y < rows.length; y++) {
          ByteBuffer row = ByteBuffer.wrap(rows[y]);
          for (int x = 0; x < width; x++) {
            for (int channel = 0; channel < channels; channel++) {
              assertThat(raster.getSample(x, y, channel))
                  .isEqualTo(depth == 8 ? row.get() & 0xff : row.getShort() & 0xffff);
            }
          }
        }
      }
    }
  }

  private static byte[] png(byte[][] rows, int width, int colourType, int depth)
      throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int rowBytes = rows[0].length;
    AverageFilter filter = new AverageFilter(rowBytes / width, rowBytes);
    try (HuffmanStream stream =
        new HuffmanStream((piece, length) -> data.write(piece, 0, length), 1 << 20)) {
      for (byte[] row : rows) {
        stream.write(filter.filter(row), 1 + rowBytes);
      }
      stream.finish();
    }
    return EncodedImages.png(width, rows.length, colourType, depth, List.of(data.toByteArray()));
  }
}

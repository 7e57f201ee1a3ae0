package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessJpegTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void everyPredictorSurvivesARoundTrip(int predictor) throws IOException {
    Random random = new Random(Seeds.next("LosslessJpegTest"));
    for (int components = 1; components <= 4; components++) {
      for (int precision : new int[] {8, 12, 14, 16}) {
        for (int rowsBetweenRestarts : new int[] {0, 3}) {
          int width = 1 + random.nextInt(9);
          int height = 1 + random.nextInt(30);
          char[] samples = Samples.random(random, width * components, height, precision);
          byte[] stream =
              new LosslessJpegEncoder(precision, components, predictor, rowsBetweenRestarts)
                  .encode(samples, width, height);
          LosslessJpeg.Decoded decoded = decode(stream);
          assertThat(decoded.samplesPerRow()).isEqualTo(width * components);
          assertThat(decoded.rows()).isEqualTo(height);
          assertThat(decoded.samples()).isEqualTo(samples);
        }
      }
    }
  }

  @Test
  void aDifferenceOfHalfTheRangeNeedsNoExtraBits() throws IOException {
    char[] samples = {0, 32768, 0, 65535, 32767, 1};
    byte[] stream = new LosslessJpegEncoder(16, 1, 1, 0).encode(samples, 6, 1);
    assertThat(decode(stream).samples()).isEqualTo(samples);
  }

  @Test
  void aTruncatedStreamIsRejected() throws IOException {
    Random random = new Random(Seeds.next("LosslessJpegTest"));
    char[] samples = Samples.random(random, 12, 8, 12);
    byte[] stream = new LosslessJpegEncoder(12, 2, 6, 0).encode(samples, 6, 8);
    int endMarker = 2;
    int last = stream.length - endMarker - 1;
    // The zero that is stuffed after a last 0xFF holds no bit of the picture.
    int needed = stream[last] == 0 && stream[last - 1] == (byte) 0xFF ? last : last + 1;
    for (int length = 1; length < needed; length++) {
      byte[] cut = java.util.Arrays.copyOf(stream, length);
      assertThatThrownBy(() -> decode(cut))
          .as("%d of %d bytes", length, stream.length)
          .isInstanceOf(RejectedFileException.class)
          .hasMessageContaining("is truncated or corrupt");
    }
  }

  @Test
  void lossyFramesAndSubsampledColoursAreReported() {
    byte[] stream = new LosslessJpegEncoder(12, 1, 1, 0).encode(new char[4], 2, 2);
    byte[] lossy = stream.clone();
    lossy[3] = (byte) 0xC0;
    assertThatThrownBy(() -> decode(lossy))
        .hasMessageEndingWith(
            "contains lossy JPEG data (frame type 0), in which measured values are lost; record or"
                + " convert it without lossy compression");
    byte[] subsampled = stream.clone();
    subsampled[13] = 0x21;
    assertThatThrownBy(() -> decode(subsampled))
        .hasMessageEndingWith(
            "contains subsampled colours (sRAW), not a mosaic; record full-size raw files");
  }

  @Test
  void aSmallStreamAllocatesLittleMemory() {
    byte[] stream = new LosslessJpegEncoder(12, 4, 1, 0).encode(new char[16], 2, 2);
    stream[7] = (byte) 0xFF;
    stream[9] = (byte) 0xFF;
    assertThatThrownBy(() -> decode(stream))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("cannot hold");
  }

  private LosslessJpeg.Decoded decode(byte[] stream) throws IOException {
    Path file = Files.write(folder.resolve("stream.jpg"), stream);
    return LosslessJpeg.decode(FileBytes.read(file), 0, stream.length);
  }
}

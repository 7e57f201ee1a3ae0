package dev.rawline.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HuffmanStreamTest {
  private static final int[] SIZES = {1, 2, 3, 5, 1000, 131071, 131072, 131073, 300007};

  /** What kinds of bytes there are. */
  enum Content {
    RANDOM,
    CONSTANT,
    GRADIENT,
    NOISE,
    TWO_VALUES,
    FLAT_THEN_NOISE;

    byte[] bytes(int count, Random random) {
      IntUnaryOperator value =
          switch (this) {
            case RANDOM -> _ -> random.nextInt(256);
            case CONSTANT -> _ -> 77;
            case GRADIENT -> i -> i / 7;
            case NOISE -> _ -> (int) Math.round(3 * random.nextGaussian());
            case TWO_VALUES -> _ -> random.nextInt(100) == 0 ? 200 : 1;
            case FLAT_THEN_NOISE -> i -> i < count / 2 ? 0 : random.nextInt(32);
          };
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) value.applyAsInt(i);
      }
      return bytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void inflatingReturnsEveryByte(Content content) throws Exception {
    Random random = new Random(Seeds.next("inflatingReturnsEveryByte"));
    for (int size : SIZES) {
      byte[] bytes = content.bytes(size, random);
      for (long expected : new long[] {size / 300, size / 3 + 1, size, 1L << 40}) {
        assertThat(inflated(coded(bytes, expected, random), size)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void anEmptyStreamIsValid() throws Exception {
    assertThat(inflated(coded(new byte[0], 0, new Random(1)), 0)).isEmpty();
  }

  /** Weights like Fibonacci's numbers have the longest codes: the tree is a chain. */
  @Test
  void noCodeIsLongerThanFourteenBitsAndTogetherTheyFillTheCode() {
    int[] counts = new int[257];
    counts[0] = 1;
    counts[256] = 1;
    for (int i = 1; i < 40; i++) {
      counts[i] = counts[i - 1] + (i == 1 ? 1 : counts[i - 2]);
    }
    int[] lengths = HuffmanStream.lengths(counts);
    assertThat(Arrays.stream(lengths).max().orElseThrow()).isLessThanOrEqualTo(14);
    assertThat(
            IntStream.of(lengths)
                .filter(length -> length > 0)
                .mapToDouble(length -> Math.pow(2, -length))
                .sum())
        .isEqualTo(1);
  }

  /** Shannon: the mean length is at least the entropy, and Huffman's is less than a bit above. */
  @Test
  void codesAreLessThanABitLongerThanTheEntropy() {
    Random random = new Random(Seeds.next("codesAreLessThanABitLongerThanTheEntropy"));
    int[] counts = new int[257];
    for (int i = 0; i < 256; i++) {
      counts[i] = (int) Math.exp(9 * random.nextDouble());
    }
    counts[256] = 1;
    int[] lengths = HuffmanStream.lengths(counts);
    double all = IntStream.of(counts).asDoubleStream().sum();
    double mean = 0;
    double entropy = 0;
    for (int i = 0; i < counts.length; i++) {
      mean += counts[i] / all * lengths[i];
      entropy -= counts[i] == 0 ? 0 : counts[i] / all * Math.log(counts[i] / all) / Math.log(2);
    }
    assertThat(mean).isBetween(entropy, entropy + 1);
  }

  @Test
  void noiseIsNoLargerAndFlatRowsHardlyLargerThanDeflated() throws IOException {
    Random random = new Random(Seeds.next("noiseIsNoLargerAndFlatRowsHardlyLargerThanDeflated"));
    byte[] noise = Content.NOISE.bytes(500_000, random);
    assertThat(coded(noise, noise.length, random).length).isLessThan(deflated(noise));
    byte[] flat = new byte[500_000];
    assertThat(coded(flat, flat.length, random).length).isLessThan(2 * deflated(flat));
  }

  private static byte[] coded(byte[] bytes, long expected, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HuffmanStream stream =
        new HuffmanStream((piece, length) -> out.write(piece, 0, length), expected)) {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      while (in.available() > 0) {
        byte[] piece = in.readNBytes(1 + random.nextInt(1 + bytes.length / 3));
        stream.write(Arrays.copyOf(piece, piece.length + 5), piece.length);
      }
      stream.finish();
    }
    return out.toByteArray();
  }

  private static byte[] inflated(byte[] coded, int size) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(coded);
      byte[] bytes = new byte[size + 1];
      int count = inflater.inflate(bytes);
      assertThat(inflater.finished()).isTrue(); // its checksum is right
      assertThat(inflater.getRemaining()).isZero();
      return Arrays.copyOf(bytes, count);
    }
  }

  private static int deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      deflater.setInput(bytes);
      deflater.finish();
      return deflater.deflate(new byte[2 * bytes.length]);
    }
  }
}

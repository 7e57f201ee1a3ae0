package dev.rawline.learning.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.learning.engine.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir private Path folder;

  private static StateDict some() {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    arrays.put("z.weight", StoredArray.of(new float[] {1, -2, 3.5f}, 3));
    arrays.put("count", StoredArray.of(new long[] {Long.MAX_VALUE}));
    arrays.put("a \"ü\"", StoredArray.of(new double[] {Math.PI, Double.NaN}, 2, 1));
    arrays.put("none", StoredArray.of(new float[0], 0, 4));
    arrays.put(
        "half",
        new StoredArray(
            ElementType.BFLOAT16, List.of(1L), ByteBuffer.wrap(new byte[] {(byte) 0x80, 0x3f})));
    return new StateDict(arrays, Map.of("made by", "a test", "b", ""));
  }

  @Test
  void arraysSurviveARoundTrip() throws IOException {
    Path file = folder.resolve("some.safetensors");
    SafeTensors.write(file, some());
    StateDict read = WeightFile.read(file);
    assertThat(List.copyOf(read.arrays().keySet()))
        .containsExactlyElementsOf(some().arrays().keySet());
    assertThat(read.notes()).isEqualTo(some().notes());
    some()
        .arrays()
        .forEach(
            (name, array) -> {
              assertThat(read.arrays().get(name).type()).isEqualTo(array.type());
              assertThat(read.arrays().get(name).shape()).isEqualTo(array.shape());
              assertThat(read.arrays().get(name).bytes()).isEqualTo(array.bytes());
            });
    assertThat(read.arrays().get("half").toFloats()).containsExactly(1);
  }

  @Test
  void numbersAreAligned() throws IOException {
    Path file = folder.resolve("some.safetensors");
    SafeTensors.write(file, some());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long header = bytes.getLong();
    assertThat(header % 8).isZero();
    assertThat(bytes.getLong((int) (8 + header))).isEqualTo(Long.MAX_VALUE);
  }

  /** The bytes of Hugging Face's writer for one array and one note. */
  @Test
  void aFileOfTheReferenceWriterIsRead() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}";
    StateDict read = WeightFile.read(file(header, HexFormat.of().parseHex("003c00c0")));
    assertThat(read.notes()).isEqualTo(Map.of("format", "pt"));
    assertThat(read.arrays().get("w").toFloats()).containsExactly(1, -2);
  }

  @Test
  void invalidHeadersAreRejected() throws IOException {
    requireRejected("", "its header states a length of 0 bytes: expected 2 to 100000000");
    requireRejected("[1]", "its header is not a JSON object");
    requireRejected("{\"w\":3}", "its header describes 'w' as 3; expected a dtype, a shape");
    requireRejected(
        array("w", "F32", "[1]", 0, 4).replace("}}", "},")
            + array("w", "F32", "[1]", 0, 4).substring(1),
        "Duplicate Object property");
    requireRejected(array("w", "I8", "[4]", 0, 4), "'w' has the unknown data type I8");
    requireRejected(array("w", "F32", "[2]", 0, 4), "'w' has the shape [2] and the type F32, but");
    requireRejected(array("w", "F32", "[-1]", 0, 4), "its header describes 'w'");
    requireRejected(array("w", "F32", "[0.5]", 0, 4), "its header describes 'w'");
    requireRejected(
        array("w", "F32", "[4611686018427387904, 4]", 0, 0), "has the shape [46116860184");
    requireRejected(array("w", "F32", "[0]", 4, 4), "'w' begins at byte 4: expected 0");
    requireRejected(array("w", "F32", "[2]", 0, 8), "its arrays have 8 bytes, and 4 are there: it");
    requireRejected("{}", "its arrays have 0 bytes, and 4 are there");
    requireRejected(
        "{\"__metadata__\":{\"a\":1}," + array("w", "F32", "[1]", 0, 4).substring(1),
        "__metadata__ contains a=1: expected strings");
    requireRejected(
        array("\\u001b[2J", "F32", "[1]", 0, 4),
        "the name '\\u001b[2J' of an array contains non-printable characters");
    requireRejected(two(0, 4, 0, 4), "'b' begins at byte 0, within another array, which ends at 4");
  }

  @Test
  void truncatedFilesAreRejected() throws IOException {
    Path file = folder.resolve("short");
    Files.write(file, new byte[5]);
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            file
                + ": has 5 bytes: a safetensors file has at least 10; copy, download or export it"
                + " again");
    Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessageContaining("is cut off: its header has 100 bytes, and 1 are there");
    Files.write(file, "just a text".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> WeightFile.read(file))
        .hasMessageContaining("is it a safetensors file?");
    assertThatThrownBy(() -> WeightFile.read(folder.resolve("absent")))
        .hasMessageContaining("the file does not exist; check the path");
  }

  /** A file with changed bytes is read or rejected, without other exceptions. */
  @Test
  void anyDamagedFileIsReadOrRejected() throws IOException {
    Path file = folder.resolve("some.safetensors");
    SafeTensors.write(file, some());
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(Seeds.next("anyDamagedFileIsReadOrRejected"));
    for (int trial = 0; trial < 400; trial++) {
      byte[] changed =
          Arrays.copyOf(
              whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
      for (int i = random.nextInt(3); i >= 0 && changed.length > 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Files.write(file, changed);
      try {
        StateDict _ = SafeTensors.read(file);
      } catch (RejectedFileException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    }
  }

  @Test
  void aChangedByteIsRejected() throws IOException {
    Path file = folder.resolve("some.safetensors");
    SafeTensors.write(file, some());
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int key = text.indexOf("rawline_sha256");
    Random random = new Random(Seeds.next("aChangedByteIsRejected"));
    for (int at = 0; at < whole.length; at++) {
      if (at < key || at >= key + "rawline_sha256".length()) { // without its key it is unchecked
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        assertThatThrownBy(() -> SafeTensors.read(file))
            .as("byte %d", at)
            .isInstanceOf(RejectedFileException.class)
            .hasMessageStartingWith(file + ": ");
      }
    }
  }

  @Test
  void aZeroedBlockIsNamedWithBothChecksums() throws IOException {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    float[] numbers = new float[1000];
    Arrays.fill(numbers, 0.5f);
    arrays.put("w", StoredArray.of(numbers, 1000));
    Path file = folder.resolve("some.safetensors");
    SafeTensors.write(file, new StateDict(arrays));
    byte[] zeroed = Files.readAllBytes(file);
    Arrays.fill(zeroed, zeroed.length - 1024, zeroed.length - 512, (byte) 0);
    Files.write(file, zeroed);
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageMatching(
            ".*some.safetensors: is damaged: the SHA-256 of its content is [0-9a-f]{64}, expected"
                + " [0-9a-f]{64}; copy, download or export it again");
  }

  @Test
  void aFailedWriteLeavesNoFile() {
    assertThatThrownBy(
            () -> SafeTensors.write(folder.resolve("absent").resolve("w.safetensors"), some()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder");
    assertThat(folder).isEmptyDirectory();
  }

  private void requireRejected(String header, String found) throws IOException {
    Path file = file(header, new byte[4]);
    assertThatThrownBy(() -> SafeTensors.read(file))
        .as(header)
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(found);
  }

  private static String array(String name, String type, String shape, long begin, long end) {
    return "{\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}}"
        .formatted(name, type, shape, begin, end);
  }

  private static String two(long begin, long end, long secondBegin, long secondEnd) {
    String first = array("a", "F32", "[1]", begin, end);
    String second = array("b", "F32", "[1]", secondBegin, secondEnd);
    return first.substring(0, first.length() - 1) + "," + second.substring(1);
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    Path file = folder.resolve("made.safetensors");
    Files.write(file, bytes.array());
    return file;
  }
}

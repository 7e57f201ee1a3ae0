package dev.rawline.learning.weights;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.store.Checksum;
import dev.rawline.learning.engine.ElementType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * State dict ↔ file of the safetensors format, which holds numbers and no code.
 *
 * <p>Such a file is the length N of a header (8 bytes, little-endian), the header (N bytes of JSON:
 * for each array its type, shape, and first and last byte behind the header; texts under {@code
 * __metadata__}), and the arrays, little-endian, which fill the rest without gaps.
 *
 * <p>Among the texts is the file's checksum, {@code rawline_sha256}: the SHA-256 of the whole file
 * with zeros in place of its digits. A file without one, of an earlier version or another program,
 * is read unchecked.
 */
public final class SafeTensors {
  private static final int LENGTH_BYTES = Long.BYTES;

  /** The format's own limit. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  private static final String NOTES = "__metadata__";
  private static final String REMEDY = "copy, download or export it again";
  private static final String SUM = "rawline_sha256";
  private static final String NO_SUM = "0".repeat(64);

  /** The most bytes that are summed at once. */
  private static final long PART_BYTES = 1L << 26;

  private record Placed(String name, ElementType type, List<Long> shape, long begin, long end) {}

  private SafeTensors() {}

  /**
   * Reads a file. Arrays stay in the file, mapped into memory, in the order of the header.
   *
   * @throws RejectedFileException if it is not a complete file of this format, does not match its
   *     checksum, or has numbers of an unknown type
   * @throws IOException if it cannot be read
   */
  public static StateDict read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long headerBytes = headerBytes(channel, file, size);
      byte[] header = header(channel, headerBytes);
      String text = text(header, file);
      long dataBytes = size - LENGTH_BYTES - headerBytes;
      Map<String, Object> parsed = parsed(text, file);
      List<Placed> arrays = placed(parsed, file);
      requireNoGaps(arrays, dataBytes, file);
      MemorySegment data =
          channel.map(
              FileChannel.MapMode.READ_ONLY, LENGTH_BYTES + headerBytes, dataBytes, Arena.ofAuto());
      Map<String, String> notes = notes(parsed, file);
      requireSum(Optional.ofNullable(notes.remove(SUM)), header, data, file);
      LinkedHashMap<String, StoredArray> stored = new LinkedHashMap<>();
      for (Placed array : arrays) {
        stored.put(array.name(), stored(array, data, file));
      }
      return new StateDict(stored, notes);
    }
  }

  private static void requireSum(
      Optional<String> stated, byte[] header, MemorySegment data, Path file) throws IOException {
    if (stated.isEmpty()) {
      return;
    }
    // Bytes as characters, one each: the digits' place in the text is that in the file.
    String text = new String(header, StandardCharsets.ISO_8859_1);
    byte[] summed =
        text.replace(sumEntry(stated.get()), sumEntry(NO_SUM))
            .getBytes(StandardCharsets.ISO_8859_1);
    MessageDigest digest = digest(summed);
    for (long at = 0; at < data.byteSize(); at += PART_BYTES) {
      digest.update(data.asSlice(at, Math.min(PART_BYTES, data.byteSize() - at)).asByteBuffer());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(stated.get())) {
      throw rejected(
          file,
          "is damaged: the SHA-256 of its content is %s, expected %s"
              .formatted(found, PrintableText.of(stated.get())));
    }
  }

  private static String sumEntry(String digits) {
    return "\"%s\":\"%s\"".formatted(SUM, digits);
  }

  private static MessageDigest digest(byte[] header) {
    MessageDigest digest = Checksum.Algorithm.SHA256.digest();
    digest.update(length(header));
    digest.update(header);
    return digest;
  }

  private static byte[] length(byte[] header) {
    return ByteBuffer.allocate(LENGTH_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .array();
  }

  private static long headerBytes(FileChannel channel, Path file, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw rejected(
          file,
          "has %d bytes: a safetensors file has at least %d".formatted(size, LENGTH_BYTES + 2));
    }
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, length, 0);
    long bytes = length.getLong(0);
    if (bytes < 2 || bytes > MOST_HEADER_BYTES) {
      throw rejected(
          file,
          "its header states a length of %s bytes: expected 2 to %d; is it a safetensors file?"
              .formatted(Long.toUnsignedString(bytes), MOST_HEADER_BYTES));
    }
    if (bytes > size - LENGTH_BYTES) {
      throw rejected(
          file,
          "is cut off: its header has %d bytes, and %d are there"
              .formatted(bytes, size - LENGTH_BYTES));
    }
    return bytes;
  }

  private static byte[] header(FileChannel channel, long bytes) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Math.toIntExact(bytes));
    readFully(channel, header, LENGTH_BYTES);
    return header.array();
  }

  private static String text(byte[] header, Path file) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      throw rejected(file, "its header is not UTF-8; is it a safetensors file?");
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
  }

  private static Map<String, Object> parsed(String text, Path file) throws IOException {
    try {
      return JsonFile.parse(text);
    } catch (IllegalArgumentException e) {
      throw rejected(file, "its header " + e.getMessage());
    }
  }

  private static List<Placed> placed(Map<String, Object> header, Path file) throws IOException {
    List<Placed> arrays = new ArrayList<>();
    for (Map.Entry<String, Object> entry : header.entrySet()) {
      if (!entry.getKey().equals(NOTES)) {
        arrays.add(placed(entry.getKey(), entry.getValue(), file));
      }
    }
    return arrays;
  }

  private static Placed placed(String name, Object described, Path file) throws IOException {
    if (!PrintableText.is(name)) {
      throw rejected(
          file,
          "the name '%s' of an array contains non-printable characters"
              .formatted(PrintableText.of(name)));
    }
    if (described instanceof Map<?, ?> array && array.get("dtype") instanceof String code) {
      Optional<List<Long>> shape = wholes(array.get("shape"));
      Optional<List<Long>> offsets = wholes(array.get("data_offsets"));
      if (shape.isPresent() && offsets.isPresent() && offsets.get().size() == 2) {
        long begin = offsets.get().getFirst();
        long end = offsets.get().getLast();
        ElementType type = type(code, name, file);
        if (end - begin != bytes(type, shape.get())) {
          throw rejected(
              file,
              "'%s' has the shape %s and the type %s, but bytes %d to %d"
                  .formatted(name, shape.get(), code, begin, end));
        }
        return new Placed(name, type, shape.get(), begin, end);
      }
    }
    throw rejected(
        file,
        "its header describes '%s' as %s; expected a dtype, a shape and two data_offsets"
            .formatted(name, PrintableText.of(String.valueOf(described))));
  }

  private static Optional<List<Long>> wholes(Object list) {
    if (!(list instanceof List<?> values)) {
      return Optional.empty();
    }
    List<Long> wholes = new ArrayList<>();
    for (Object value : values) {
      if ((value instanceof Integer || value instanceof Long)
          && ((Number) value).longValue() >= 0) {
        wholes.add(((Number) value).longValue());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(wholes);
  }

  private static ElementType type(String code, String name, Path file) throws IOException {
    return Stream.of(ElementType.values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new RejectedFileException(
                    file,
                    "'%s' has the unknown data type %s: expected one of %s"
                        .formatted(
                            name,
                            PrintableText.of(code),
                            Stream.of(ElementType.values()).map(ElementType::code).toList()),
                    "convert it before it is written"));
  }

  /** Returns the number of bytes of an array, or -1 if it exceeds every file. */
  private static long bytes(ElementType type, List<Long> shape) {
    try {
      return Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), type.bytes());
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private static void requireNoGaps(List<Placed> arrays, long dataBytes, Path file)
      throws IOException {
    List<Placed> inOrder =
        arrays.stream()
            .sorted(Comparator.comparingLong(Placed::begin).thenComparingLong(Placed::end))
            .toList();
    long reached = 0;
    for (Placed array : inOrder) {
      if (array.begin() != reached) {
        throw rejected(
            file,
            (array.begin() < reached
                    ? "'%s' begins at byte %d, within another array, which ends at %d"
                    : "'%s' begins at byte %d: expected %d, where the array before it ends")
                .formatted(array.name(), array.begin(), reached));
      }
      reached = array.end();
    }
    if (reached != dataBytes) {
      throw rejected(
          file,
          "its arrays have %d bytes, and %d are there%s"
              .formatted(reached, dataBytes, reached > dataBytes ? ": it is cut off" : ""));
    }
  }

  private static StoredArray stored(Placed array, MemorySegment data, Path file)
      throws IOException {
    long size = array.end() - array.begin();
    if (size > Integer.MAX_VALUE) {
      throw rejected(
          file,
          "'%s' has %d bytes: arrays of up to 2 GiB can be read".formatted(array.name(), size));
    }
    return new StoredArray(
        array.type(), array.shape(), data.asSlice(array.begin(), size).asByteBuffer());
  }

  private static Map<String, String> notes(Map<String, Object> header, Path file)
      throws IOException {
    Map<String, String> notes = new HashMap<>();
    Object metadata = header.getOrDefault(NOTES, Map.of());
    if (!(metadata instanceof Map<?, ?> map)) {
      throw rejected(
          file,
          "%s is %s: expected texts by keys"
              .formatted(NOTES, PrintableText.of(String.valueOf(metadata))));
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw rejected(
            file,
            "%s contains %s: expected strings by keys"
                .formatted(NOTES, PrintableText.of(String.valueOf(entry))));
      }
      notes.put((String) entry.getKey(), text);
    }
    return notes;
  }

  /**
   * Writes a file with its checksum, whole or not at all.
   *
   * @throws IllegalArgumentException if a name has unprintable characters
   * @throws IOException if it cannot be written; the message gives the reason and the remedy
   */
  public static void write(Path file, StateDict dict) throws IOException {
    for (String name : dict.arrays().keySet()) {
      if (!PrintableText.is(name)) {
        throw new IllegalArgumentException(
            "the name '%s' of an array contains non-printable characters"
                .formatted(PrintableText.of(name)));
      }
    }
    // Wide numbers first, so that each is aligned to its width.
    List<Map.Entry<String, StoredArray>> inFile =
        dict.arrays().entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()))
            .toList();
    byte[] header = header(dict, NO_SUM, inFile);
    MessageDigest digest = digest(header);
    inFile.forEach(entry -> digest.update(entry.getValue().bytes().duplicate()));
    header = header(dict, HexFormat.of().formatHex(digest.digest()), inFile);
    try (AtomicFile out = AtomicFile.begin(file)) {
      out.write(length(header));
      out.write(header);
      WritableByteChannel channel = Channels.newChannel(out);
      for (Map.Entry<String, StoredArray> entry : inFile) {
        ByteBuffer bytes = entry.getValue().bytes().duplicate();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      out.finish();
    }
  }

  private static byte[] header(
      StateDict dict, String sum, List<Map.Entry<String, StoredArray>> inFile) {
    Map<String, List<Long>> offsets = new HashMap<>();
    long begin = 0;
    for (Map.Entry<String, StoredArray> entry : inFile) {
      long end = begin + entry.getValue().bytes().remaining();
      offsets.put(entry.getKey(), List.of(begin, end));
      begin = end;
    }
    Map<String, Object> header = new LinkedHashMap<>();
    TreeMap<String, String> notes = new TreeMap<>(dict.notes());
    notes.put(SUM, sum);
    header.put(NOTES, notes);
    dict.arrays()
        .forEach(
            (name, array) -> {
              Map<String, Object> described = new LinkedHashMap<>();
              described.put("dtype", array.type().code());
              described.put("shape", array.shape());
              described.put("data_offsets", offsets.get(name));
              header.put(name, described);
            });
    byte[] text = JsonFile.text(header).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, Math.ceilDiv(text.length, 8) * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static RejectedFileException rejected(Path file, String found) {
    return new RejectedFileException(file, found, REMEDY);
  }
}

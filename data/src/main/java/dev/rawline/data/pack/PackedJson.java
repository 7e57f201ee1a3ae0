package dev.rawline.data.pack;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The records of a packed data set ↔ JSON, on one line each. */
final class PackedJson {
  private static final String CHECKSUM = "checksum";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private PackedJson() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalStateException("records of texts and numbers are JSON", e);
    }
  }

  /** Returns one line that ends with a checksum of its content. */
  static byte[] checked(Object value) {
    ObjectNode tree = MAPPER.valueToTree(value);
    String checksum = checksum(text(tree));
    return (text(tree.put(CHECKSUM, checksum)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #checked} wrote.
   *
   * @param file where it is, for the message
   * @param what what it is, for the message
   */
  static JsonNode checkedTree(byte[] json, Path file, String what) throws IOException {
    JsonNode tree = tree(json, file, what);
    if (!(tree instanceof ObjectNode object)
        || !checksum(text(object.deepCopy().without(CHECKSUM)))
            .equals(object.path(CHECKSUM).asString(""))) {
      throw damaged(file, what, new IOException("its checksum does not match"));
    }
    return object.without(CHECKSUM);
  }

  private static String checksum(String text) {
    return EncodedPixels.checksum(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads JSON.
   *
   * @param file where it is, for the message
   * @param what what it is, for the message
   */
  static JsonNode tree(byte[] json, Path file, String what) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw damaged(file, what, e);
    }
  }

  /** Reads a record without a tree in between; messages are those of {@link #convert}. */
  static <T> T read(byte[] json, Class<T> type, Path file, String what)
      throws RejectedFileException {
    return required(() -> MAPPER.readValue(json, type), file, what);
  }

  static <T> T convert(JsonNode tree, Class<T> type, Path file, String what)
      throws RejectedFileException {
    return required(() -> MAPPER.treeToValue(tree, type), file, what);
  }

  private static <T> T required(Supplier<T> reading, Path file, String what)
      throws RejectedFileException {
    try {
      T value = reading.get();
      if (value == null) {
        throw new RejectedFileException(file, "has nothing as " + what, PackedDataSet.AGAIN);
      }
      return value;
    } catch (JacksonException e) {
      throw damaged(file, what, e);
    }
  }

  /** Requires the format and the version that this program reads. */
  static void requireVersion(JsonNode description, Path file) throws RejectedFileException {
    if (!description.path("format").asString("").equals(PackedDescription.FORMAT)) {
      throw new RejectedFileException(
          file,
          "is not the description of a packed data set",
          "name a folder that data pack wrote");
    }
    int version = description.path("version").asInt(0);
    if (version != PackedDescription.VERSION) {
      throw new RejectedFileException(
          file,
          "is of version %d of packed data sets, and this program reads version %d"
              .formatted(version, PackedDescription.VERSION),
          "use the Rawline that wrote it, or pack the data set again");
    }
  }

  static RejectedFileException damaged(Path file, String what, Exception cause) {
    return new RejectedFileException(
        file,
        "has a damaged %s (%s)".formatted(what, firstLine(cause.getMessage())),
        PackedDataSet.AGAIN,
        cause);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}

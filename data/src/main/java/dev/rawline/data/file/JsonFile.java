package dev.rawline.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object ↔ file.
 *
 * <p>Its values are texts, numbers, truth values, null, lists of values, and maps from text to
 * values; a written map is read back as an equal one.
 */
public final class JsonFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final ObjectWriter LINE = new JsonMapper().writer();

  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private JsonFile() {}

  /**
   * Reads an object; returns an empty one if the file is absent or has other content.
   *
   * @throws IOException if the file cannot be read
   */
  public static Map<String, Object> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    BoundedFile.requireOrdinary(file);
    byte[] content = Files.readAllBytes(file);
    try {
      return MAPPER.readValue(content, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  /**
   * Reads an object of a text.
   *
   * @throws IllegalArgumentException if the text is no JSON, holds something else than one object,
   *     or names a key twice; the message states where
   */
  public static Map<String, Object> parse(String text) {
    try {
      JsonNode tree = STRICT.readTree(text);
      if (!tree.isObject()) {
        throw new IllegalArgumentException("is not a JSON object: expected { at its beginning");
      }
      return MAPPER.convertValue(tree, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw new IllegalArgumentException(
          "is not JSON (line %s, column %s): %s"
              .formatted(
                  place == null ? 1 : place.getLineNr(),
                  place == null ? 1 : place.getColumnNr(),
                  reason(e)),
          e);
    }
  }

  /** A truncated text has its own message: the parser's is about its internals. */
  private static String reason(JacksonException e) {
    return e instanceof UnexpectedEndOfInputException
        ? "it ends within the object"
        : e.getOriginalMessage();
  }

  /** Returns a record as values of a file, with its components as keys, in their order. */
  public static Map<String, Object> values(Record record) {
    return MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {});
  }

  /** Returns a map, or a record with its components as keys, as a text of one line. */
  public static String text(Object object) {
    try {
      return LINE.writeValueAsString(object);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Writes a map, or a record with its components as keys, whole or not at all, indented for the
   * user.
   *
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public static void write(Object object, Path file) throws IOException {
    AtomicFile.write(file, bytes(object));
  }

  /**
   * Returns what {@link #write} puts into a file.
   *
   * @throws IOException if the object cannot be written as JSON
   */
  public static byte[] bytes(Object object) throws IOException {
    return MAPPER.writeValueAsBytes(object);
  }
}

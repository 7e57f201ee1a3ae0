package dev.rawline.data.file;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.rawline.imaging.numeric.Estimate;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.StdConverter;

/**
 * A record ↔ a JSON object: its components in their order, by their names in snake case ({@code
 * higherIsBetter} is {@code higher_is_better}), or as Jackson's annotations of a component specify.
 *
 * <p>An {@code Optional} is its value or null, an enum constant its {@code toString}.
 */
public final class JsonRecords {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultVisibility(
              checks ->
                  checks
                      .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addMixIn(Estimate.class, KnownBounds.Form.class)
          .build();

  /** Every component is required, with a value of its type, unless it is an Optional. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
          .withCoercionConfig(
              LogicalType.Integer,
              config -> config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          .enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                // A missing number would be 0.
                @Override
                public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
                  return member.getRawType().isPrimitive() ? Boolean.TRUE : null;
                }
              })
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** An estimate in JSON files: its bounds are null where no interval is known. */
  public record KnownBounds(double value, Double low, Double high, double level) {
    @JsonSerialize(converter = Converter.class)
    private static final class Form {}

    private static final class Converter extends StdConverter<Estimate, KnownBounds> {
      @Override
      public KnownBounds convert(Estimate of) {
        return of.hasInterval()
            ? new KnownBounds(of.value(), of.low(), of.high(), of.level())
            : new KnownBounds(of.value(), null, null, of.level());
      }
    }
  }

  private JsonRecords() {}

  /**
   * Writes a record whole or not at all, indented.
   *
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public static void write(Record record, Path file) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsBytes(record));
  }

  /** Returns a record as values of {@link JsonFile}, in their order. */
  public static Map<String, Object> values(Record record) {
    return MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Reads a record that {@link #write} wrote; keys that it does not have are ignored.
   *
   * @throws RejectedFileException if the file does not hold one
   * @throws IOException if the file does not exist or cannot be read
   */
  public static <T extends Record> T read(Path file, Class<T> type) throws IOException {
    return read(file, type, "is damaged", "remove it and run the same command again");
  }

  /**
   * Reads a record that {@link #write} wrote; keys that it does not have are ignored.
   *
   * @param found the message about a file without a valid one
   * @param remedy what to do then
   * @throws RejectedFileException if the file does not hold one
   * @throws IOException if the file does not exist or cannot be read
   */
  public static <T extends Record> T read(Path file, Class<T> type, String found, String remedy)
      throws IOException {
    BoundedFile.requireOrdinary(file);
    try {
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JacksonException e) {
      RejectedFileException rejected = new RejectedFileException(file, found, remedy);
      rejected.initCause(e);
      throw rejected;
    }
  }

  /**
   * Reads a record strictly: every component is required, with a value of its type, unless it is an
   * {@code Optional}, which is empty if the key is missing or null. Keys that the record lacks are
   * ignored.
   *
   * @throws IllegalArgumentException if a value is missing or of another type, or the record
   *     rejects it; the message names the key, the value and what was expected
   */
  public static <T> T ofValues(Map<?, ?> values, Class<T> type) {
    JsonNode tree = STRICT.valueToTree(values);
    try {
      return STRICT.treeToValue(tree, type);
    } catch (MismatchedInputException e) {
      throw new IllegalArgumentException(mismatch(tree, e), e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          e.getCause() instanceof IllegalArgumentException rejected
              ? rejected.getMessage()
              : e.getOriginalMessage(),
          e);
    }
  }

  private static String mismatch(JsonNode tree, MismatchedInputException e) {
    JsonNode found = tree;
    String key = "";
    for (JacksonException.Reference step : e.getPath()) {
      key = step.getPropertyName() == null ? key : step.getPropertyName();
      found = step.getPropertyName() == null ? found.path(step.getIndex()) : found.path(key);
    }
    return "'%s' is %s: expected %s"
        .formatted(
            key,
            found.isMissingNode() ? "missing" : found.isString() ? found.stringValue(null) : found,
            expected(e.getTargetType()));
  }

  private static String expected(Type type) {
    if (!(type instanceof Class<?> of)) {
      return "another value";
    }
    if (of == double.class || of == Double.class) {
      return "a number";
    }
    if (of == int.class || of == long.class || of == Integer.class || of == Long.class) {
      return "a whole number";
    }
    if (of == boolean.class || of == Boolean.class) {
      return "true or false";
    }
    if (of == String.class) {
      return "a text";
    }
    if (of == Instant.class) {
      return "a time like 2026-01-31T23:59:59Z";
    }
    if (of.isEnum()) {
      return "one of " + List.of(of.getEnumConstants());
    }
    return List.class.isAssignableFrom(of) ? "a list" : "an object";
  }
}

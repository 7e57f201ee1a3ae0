package dev.rawline.workbench.output;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.metric.IntervalEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A record ↔ a JSON object: its components in their order, by their names in snake case ({@code
 * higherIsBetter} is {@code higher_is_better}), or as Jackson's annotations of a component specify.
 *
 * <p>An {@link Optional} is its value or null, an enum constant its {@code toString}, and an {@link
 * IntervalEstimate} is {@code {value, low, high, level}}, whose bounds are null where no interval
 * is known.
 */
public final class JsonRecords {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(new OptionalWriter())
                  .addSerializer(OptionalDouble.class, new OptionalDoubleWriter())
                  .addSerializer(IntervalEstimate.class, new EstimateWriter()))
          .build();

  private JsonRecords() {}

  /**
   * Writes a record whole or not at all, indented.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(Record record, Path file) throws IOException {
    AtomicFile.write(file, MAPPER.writeValueAsBytes(record));
  }

  /** Returns a record as values of {@link dev.rawline.data.file.JsonFile}, in their order. */
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
   * @param found what the message says of a file that does not hold one
   * @param remedy what it says to do then
   * @throws RejectedFileException if the file does not hold one
   * @throws IOException if the file does not exist or cannot be read
   */
  public static <T extends Record> T read(Path file, Class<T> type, String found, String remedy)
      throws IOException {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JacksonException e) {
      RejectedFileException rejected = new RejectedFileException(file, found, remedy);
      rejected.initCause(e);
      throw rejected;
    }
  }

  private static final class OptionalWriter extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1L;

    OptionalWriter() {
      super(Optional.class, /* generic= */ false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), json);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
      return value.isEmpty();
    }
  }

  private static final class OptionalDoubleWriter extends JsonSerializer<OptionalDouble> {
    @Override
    public void serialize(OptionalDouble value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.isPresent() ? value.getAsDouble() : null, json);
    }
  }

  private static final class EstimateWriter extends JsonSerializer<IntervalEstimate> {
    @Override
    public void serialize(IntervalEstimate value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      boolean known = value.hasInterval();
      json.writeStartObject();
      json.writeNumberField("value", value.value());
      provider.defaultSerializeField("low", known ? value.low() : null, json);
      provider.defaultSerializeField("high", known ? value.high() : null, json);
      json.writeNumberField("level", value.level());
      json.writeEndObject();
    }
  }
}

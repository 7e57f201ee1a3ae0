package dev.rawline.workbench.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON values → a record, strictly: every component must be there, with a value of its own type,
 * unless it is an {@link Optional}, which is empty where the key is missing or null. Keys are the
 * components' names in snake case; keys that the record lacks are ignored. Enum constants are read
 * by their {@code toString}.
 */
public final class RecordReader {
  private static final ObjectMapper MAPPER =
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
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new SimpleModule().addDeserializer(Optional.class, new OptionalReader(null)))
          .build();

  private RecordReader() {}

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if a value is missing or of another type, or the record
   *     rejects it; the message names the key, the value and what was expected
   */
  public static <T extends Record> T read(Map<?, ?> values, Class<T> type) {
    JsonNode tree = MAPPER.valueToTree(values);
    try {
      return MAPPER.treeToValue(tree, type);
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
    for (JsonMappingException.Reference step : e.getPath()) {
      key = step.getFieldName() == null ? key : step.getFieldName();
      found = step.getFieldName() == null ? found.path(step.getIndex()) : found.path(key);
    }
    return "'%s' is %s: expected %s"
        .formatted(
            key,
            found.isMissingNode() ? "missing" : found.isTextual() ? found.textValue() : found,
            expected(e.getTargetType()));
  }

  private static final class OptionalReader extends StdDeserializer<Optional<?>>
      implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;

    private final JavaType content;

    OptionalReader(JavaType content) {
      super(Optional.class);
      this.content = content;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty property) {
      return new OptionalReader(context.getContextualType().containedType(0));
    }

    @Override
    public Optional<?> deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return Optional.of(context.readValue(json, content));
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
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
    if (of.isEnum()) {
      return "one of " + List.of(of.getEnumConstants());
    }
    return List.class.isAssignableFrom(of) ? "a list" : "an object";
  }
}

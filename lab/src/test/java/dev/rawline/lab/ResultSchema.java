package dev.rawline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.numeric.Estimate;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of a result that is written as a record: the keys from the components, their
 * meaning from the record's Javadoc.
 */
public final class ResultSchema {
  private static final Path PROJECT = DocumentedKind.PROJECT;
  private static final Path FOLDER = PROJECT.resolve("docs/schemas/results");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ResultSchema() {}

  /** Returns the file of a schema in the documentation. */
  static Path file(String name) {
    return FOLDER.resolve(name + ".schema.json");
  }

  /** Requires that a file of results fits its schema in the documentation. */
  public static void requireFits(Path json, String name) throws IOException {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().readTree(Files.readAllBytes(file(name))))
                .validate(JsonMapper.shared().readTree(Files.readAllBytes(json))))
        .as("%s against %s", json, file(name))
        .isEmpty();
  }

  /** Returns the schema of a record. */
  static ObjectNode of(Class<?> record) throws IOException {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    return schema.setAll(object(record));
  }

  private static ObjectNode object(Class<?> record) throws IOException {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    String doc = javadoc(record);
    String meaning = doc.replaceFirst("(?s)(@param|<p>).*", "").strip();
    if (!meaning.isEmpty()) {
      schema.put("description", meaning);
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (RecordComponent component : record.getRecordComponents()) {
      AnnotatedElement field = field(record, component);
      if (field.isAnnotationPresent(JsonIgnore.class)) {
        continue;
      }
      if (field.isAnnotationPresent(JsonUnwrapped.class)) {
        ObjectNode inner = object(component.getType());
        properties.setAll((ObjectNode) inner.get("properties"));
        inner.path("required").forEach(required::add);
        continue;
      }
      String key = key(record, component, field);
      ObjectNode value = value(component, field);
      Matcher parameter =
          Pattern.compile("(?s)@param " + component.getName() + "\\s(.*?)(?=@param|$)")
              .matcher(doc);
      if (parameter.find()) {
        value.put("description", parameter.group(1).strip());
      }
      properties.set(key, value);
      if (!field.isAnnotationPresent(JsonInclude.class)
          && !record.isAnnotationPresent(JsonInclude.class)) {
        required.add(key);
      }
    }
    addDerived(record, properties, required);
    return schema.set("required", required);
  }

  private static String key(Class<?> record, RecordComponent component, AnnotatedElement field) {
    JsonProperty named = field.getAnnotation(JsonProperty.class);
    if (named != null && !named.value().isEmpty()) {
      return named.value();
    }
    return record.isAnnotationPresent(JsonNaming.class)
        ? component.getName()
        : snake(component.getName());
  }

  /** Adds the values that a record derives from its components. */
  private static void addDerived(Class<?> record, ObjectNode properties, ArrayNode required)
      throws IOException {
    List<Method> accessors =
        Stream.of(record.getRecordComponents()).map(RecordComponent::getAccessor).toList();
    List<Method> derived =
        Stream.of(record.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonProperty.class))
            .filter(method -> method.getParameterCount() == 0 && !accessors.contains(method))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    for (Method method : derived) {
      String stated = method.getAnnotation(JsonProperty.class).value();
      String key = stated.isEmpty() ? snake(method.getName()) : stated;
      properties.set(key, schema(method.getGenericReturnType()));
      required.add(key);
    }
  }

  private static AnnotatedElement field(Class<?> record, RecordComponent component) {
    try {
      return record.getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode value(RecordComponent component, AnnotatedElement field)
      throws IOException {
    JsonSerialize serialize = field.getAnnotation(JsonSerialize.class);
    if (serialize != null) {
      Type converter = serialize.converter().getGenericSuperclass();
      return schema(((ParameterizedType) converter).getActualTypeArguments()[1]);
    }
    return schema(component.getGenericType());
  }

  private static ObjectNode schema(Type type) throws IOException {
    if (type instanceof ParameterizedType of) {
      Class<?> raw = (Class<?>) of.getRawType();
      Type[] arguments = of.getActualTypeArguments();
      if (raw == Optional.class) {
        return orNull(schema(arguments[0]));
      }
      if (Collection.class.isAssignableFrom(raw)) {
        return NODES.objectNode().put("type", "array").set("items", schema(arguments[0]));
      }
      if (Map.class.isAssignableFrom(raw)) {
        return NODES
            .objectNode()
            .put("type", "object")
            .set("additionalProperties", schema(arguments[1]));
      }
    }
    return type instanceof Class<?> of ? schema(of) : NODES.objectNode();
  }

  private static ObjectNode schema(Class<?> type) throws IOException {
    if (type == OptionalDouble.class || type == OptionalInt.class || type == OptionalLong.class) {
      return orNull(NODES.objectNode().put("type", "number"));
    }
    Optional<Method> value =
        Stream.of(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonValue.class))
            .findFirst();
    if (value.isPresent()) {
      return schema(value.get().getGenericReturnType());
    }
    if (type == Estimate.class) {
      return object(JsonRecords.KnownBounds.class);
    }
    if (type.isRecord() && type.isAnnotationPresent(JsonFormat.class)) {
      return NODES.objectNode().put("type", "array"); // of its components, in their order
    }
    if (type.isRecord()) {
      return object(type);
    }
    if (type.isEnum()) {
      ObjectNode schema = NODES.objectNode();
      ArrayNode words = schema.putArray("enum");
      Arrays.stream(type.getEnumConstants()).map(String::valueOf).forEach(words::add);
      return schema;
    }
    if (type.isArray()) {
      return NODES.objectNode().put("type", "array").set("items", schema(type.componentType()));
    }
    return switch (type.getName()) {
      case "double", "float" -> NODES.objectNode().put("type", "number");
      case "int", "long" -> NODES.objectNode().put("type", "integer");
      case "java.lang.Double", "java.lang.Float" ->
          orNull(NODES.objectNode().put("type", "number"));
      case "java.lang.Integer", "java.lang.Long" ->
          orNull(NODES.objectNode().put("type", "integer"));
      case "boolean", "java.lang.Boolean" -> NODES.objectNode().put("type", "boolean");
      case "java.lang.String", "java.nio.file.Path" -> NODES.objectNode().put("type", "string");
      default -> NODES.objectNode();
    };
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    ObjectNode either = NODES.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Returns the text of a record's Javadoc, without the marks of code and links. */
  private static String javadoc(Class<?> record) throws IOException {
    Class<?> top = record;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    String name = top.getName().replace('.', '/') + ".java";
    for (String module : new String[] {"imaging", "learning", "data", "workbench", "lab"}) {
      Path source = PROJECT.resolve(module).resolve("src/main/java").resolve(name);
      if (Files.exists(source)) {
        Matcher found =
            Pattern.compile(
                    "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*"
                        + "(?:public |private |static |final )*record "
                        + record.getSimpleName()
                        + "\\b")
                .matcher(Files.readString(source));
        return found.find()
            ? found
                .group(1)
                .replaceAll("\\R\\s*\\* ?", " ")
                .replaceAll("\\{@(?:code|link|linkplain) #?([^}]*)}", "$1")
                .replaceAll(" +", " ")
                .strip()
            : "";
      }
    }
    return "";
  }
}

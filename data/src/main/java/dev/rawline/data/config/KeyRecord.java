package dev.rawline.data.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Record ↔ tree: a record whose components are the keys of a YAML mapping.
 *
 * <p>A component may be null: the file does not say it, and there is no default. Defaults are what
 * the record's own constructor makes of a null.
 *
 * @param <R> the record
 */
final class KeyRecord<R extends Record> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Class<R> type;
  private final List<RecordComponent> components;

  KeyRecord(Class<R> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
  }

  /** Returns the keys of one of the records in this package. */
  static KeyRecord<?> of(Class<?> type) {
    return new KeyRecord<>(type.asSubclass(Record.class));
  }

  /** Returns whether the file need not say any of the keys. */
  boolean mayBeLeftOut() {
    return components.stream().map(KeyRecord::key).noneMatch(Key::required);
  }

  /** Returns the schema of the mapping; of the value itself where the only key is bare. */
  ObjectNode schema() {
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    R defaults = read(NODES.nullNode());
    for (RecordComponent component : components) {
      Key key = key(component);
      ObjectNode schema = ValueType.of(component.getType()).schema(key);
      schema.put("description", key.means());
      if (value(defaults, component) != null) {
        schema.set("default", tree(defaults, component));
      }
      if (key.bare()) {
        return schema;
      }
      if (key.required()) {
        required.add(name(component));
      }
      properties.set(name(component), schema);
    }
    List<String> names = components.stream().map(KeyRecord::name).toList();
    ObjectNode schema = NODES.objectNode();
    schema.put("title", (names.size() == 1 ? "the key " : "the keys ") + String.join(", ", names));
    schema.put("type", "object");
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  /**
   * Reads a file whose whole content these keys are.
   *
   * @throws ConfigurationException if the file is refused; the message lists every mistake
   */
  <T> T read(Path file, FileKind kind, Function<R, T> meaning) throws ConfigurationException {
    YamlDocument document = YamlDocument.read(file);
    kind.requireNoOther(document.root(), file);
    Mistakes mistakes = new Mistakes();
    ObjectNode sound = NODES.objectNode();
    SchemaCheck check = new SchemaCheck(kind, document, mistakes);
    document
        .root()
        .forEachEntry(
            (name, value) -> {
              if (!check.refuses(JsonPointer.empty().appendProperty(name))) {
                sound.set(name, value);
              }
            });
    T result = null;
    if (components.stream().allMatch(c -> sound.has(name(c)) || !key(c).required())) {
      try {
        result = meaning.apply(read(sound));
      } catch (IllegalArgumentException e) {
        mistakes.add(1, e.getMessage());
      }
    }
    mistakes.refuse(file);
    return result;
  }

  /**
   * Returns the record of a tree that the schema admits.
   *
   * @throws IllegalArgumentException if the record refuses its values
   */
  R read(JsonNode tree) {
    Object[] values =
        components.stream()
            .map(
                component -> {
                  Key key = key(component);
                  JsonNode value = key.bare() ? tree : tree.path(name(component));
                  boolean said =
                      !value.isMissingNode()
                          && !value.isNull()
                          && !(key.camera() && value.isTextual());
                  return said ? ValueType.of(component.getType()).read(value) : null;
                })
            .toArray();
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(type + " failed to check its values", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no record of keys", e);
    }
  }

  /** Returns the tree of a record, without what it does not say. */
  JsonNode write(R keys) {
    ObjectNode tree = NODES.objectNode();
    for (RecordComponent component : components) {
      if (value(keys, component) != null) {
        if (key(component).bare()) {
          return tree(keys, component);
        }
        tree.set(name(component), tree(keys, component));
      }
    }
    return tree;
  }

  /** Returns the tree of a record of this type. */
  JsonNode writeAny(Object keys) {
    return write(type.cast(keys));
  }

  /** Returns the keys, in the order of the record. */
  List<RecordComponent> components() {
    return components;
  }

  static Key key(RecordComponent component) {
    return component.getAnnotation(Key.class);
  }

  static String name(RecordComponent component) {
    return Names.snakeCase(component.getName());
  }

  private static JsonNode tree(Record keys, RecordComponent component) {
    return ValueType.of(component.getType()).write(value(keys, component));
  }

  private static Object value(Record keys, RecordComponent component) {
    try {
      return component.getAccessor().invoke(keys);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}

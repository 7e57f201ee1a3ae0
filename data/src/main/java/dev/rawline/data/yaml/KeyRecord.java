package dev.rawline.data.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Described;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Record ↔ tree: a record whose components are the keys of a YAML mapping.
 *
 * <p>A component that is an {@link Optional} may be left out. Any other may be null: the file does
 * not say it. Defaults are what the record's own constructor makes of a null.
 *
 * @param <R> the record
 */
public final class KeyRecord<R extends Record> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Class<R> type;
  private final List<RecordComponent> components;

  /** Studies a record. */
  public KeyRecord(Class<R> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
  }

  /**
   * Returns the keys of a record.
   *
   * @throws ClassCastException if the class is none
   */
  public static KeyRecord<?> of(Class<?> type) {
    return new KeyRecord<>(type.asSubclass(Record.class));
  }

  /** Returns whether the file need not say any of the keys. */
  public boolean mayBeLeftOut() {
    return components.stream().map(KeyRecord::key).noneMatch(Described::required);
  }

  /** Returns the schema of the mapping; of the value itself where the only key is bare. */
  public ObjectNode schema() {
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    Optional<R> defaults = defaults();
    for (RecordComponent component : components) {
      Described key = key(component);
      ObjectNode schema = type(component).schema(key);
      schema.put("description", key.meaning());
      defaults
          .filter(record -> value(record, component) != null)
          .ifPresent(record -> schema.set("default", tree(record, component)));
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

  /** Returns what the record makes of nothing said; none where it must be told something. */
  private Optional<R> defaults() {
    try {
      return Optional.of(read(NODES.nullNode()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a file whose whole content these keys are.
   *
   * @throws ConfigurationException if the file is refused; the message lists every mistake
   */
  public <T> T read(Path file, FileKind kind, Function<R, T> meaning)
      throws ConfigurationException {
    return read(file, YamlDocument.read(file), kind, meaning);
  }

  /**
   * Reads a document whose whole content these keys are.
   *
   * @param file what the document is called in messages
   * @throws ConfigurationException if the document is refused; the message lists every mistake
   */
  public <T> T read(Path file, YamlDocument document, FileKind kind, Function<R, T> meaning)
      throws ConfigurationException {
    kind.requireNoOther(document.root(), file);
    Problems mistakes = new Problems();
    ObjectNode sound = NODES.objectNode();
    SchemaCheck check = new SchemaCheck(kind, document, mistakes);
    document
        .root()
        .forEachEntry(
            (name, value) -> {
              JsonPointer place = JsonPointer.empty().appendProperty(name);
              if (!check.refuses(place) && isReadable(name, value, document, place, mistakes)) {
                sound.set(name, value);
              }
            });
    T result = null;
    if (components.stream().allMatch(c -> sound.has(name(c)) || !key(c).required())) {
      try {
        result = meaning.apply(read(sound));
      } catch (InvalidKeysException e) {
        e.mistakes().forEach(mistake -> add(mistake, JsonPointer.empty(), document, mistakes));
      } catch (IllegalArgumentException e) {
        add(e.getMessage(), JsonPointer.empty(), document, mistakes);
      }
    }
    mistakes.refuse(file);
    return result;
  }

  /** A mistake that begins with the name of a key is one of the place where the key stands. */
  private static void add(
      String mistake, JsonPointer within, YamlDocument document, Problems mistakes) {
    String name = mistake.split(" ", 2)[0];
    if (document.root().at(within).has(name)) {
      JsonPointer place = within.appendProperty(name);
      mistakes.add(document.line(place), document.place(place) + mistake.substring(name.length()));
    } else if (within.matches()) {
      mistakes.add(1, mistake);
    } else {
      mistakes.add(document.line(within), document.place(within) + ": " + mistake);
    }
  }

  /** Keys within keys may be refused by their own record: that is a mistake of their place. */
  private boolean isReadable(
      String name, JsonNode value, YamlDocument document, JsonPointer place, Problems mistakes) {
    Optional<RecordComponent> nested =
        components.stream()
            .filter(component -> name(component).equals(name))
            .filter(component -> type(component).holdsKeys())
            .findFirst();
    if (nested.isPresent() && !value.isNull()) {
      try {
        type(nested.get()).read(value);
      } catch (InvalidKeysException e) {
        e.mistakes().forEach(mistake -> add(mistake, place, document, mistakes));
        return false;
      } catch (IllegalArgumentException e) {
        add(e.getMessage(), place, document, mistakes);
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the record of a tree that the schema admits.
   *
   * @throws IllegalArgumentException if the record refuses its values
   */
  public R read(JsonNode tree) {
    return make(component -> read(component, tree));
  }

  private R make(Function<RecordComponent, Object> valueOf) {
    Object[] values = components.stream().map(valueOf).toArray();
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true); // the record may be its package's own
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

  private static Object read(RecordComponent component, JsonNode tree) {
    Described key = key(component);
    JsonNode value = key.bare() ? tree : tree.path(name(component));
    boolean said =
        !value.isMissingNode() && !value.isNull() && !(key.camera() && value.isTextual());
    Object read = said ? type(component).read(value) : null;
    return isOptional(component) ? Optional.ofNullable(read) : read;
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getType() == Optional.class;
  }

  private static ValueType<?> type(RecordComponent component) {
    return ValueType.of(
        isOptional(component)
            ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getGenericType());
  }

  /** Returns the tree of a record, without what it does not say. */
  public JsonNode write(R keys) {
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

  /** Returns the values of a record as a file would say them, by the names of their keys. */
  public SequencedMap<String, String> texts(R keys) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    write(keys).forEachEntry((name, value) -> texts.put(name, YamlText.flow(value)));
    return texts;
  }

  /**
   * Returns a record with other values for some of its keys.
   *
   * @param values by the names of the keys; null where the file shall not say it
   * @throws IllegalArgumentException if there is no such key, or the record refuses the values
   */
  public R with(R keys, Map<String, ?> values) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    components.forEach(component -> unknown.remove(name(component)));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(unknown + " are no keys of " + type.getSimpleName());
    }
    return make(
        component -> {
          String name = name(component);
          Object value = values.containsKey(name) ? values.get(name) : value(keys, component);
          return isOptional(component) ? Optional.ofNullable(value) : value;
        });
  }

  /** Returns the tree of a record of this type. */
  public JsonNode writeAny(Object keys) {
    return write(type.cast(keys));
  }

  /** Returns the keys, in the order of the record. */
  public List<RecordComponent> components() {
    return components;
  }

  /** Returns what is said of a key. */
  public static Described key(RecordComponent component) {
    return component.getAnnotation(Described.class);
  }

  /** Returns what a value may be, as the schema says, such as "none, weak or strong". */
  public static String expected(RecordComponent component) {
    String title = type(component).schema(key(component)).path("title").asText();
    return title.replace(AlternativesType.ENDING, "");
  }

  /** Returns what a value is where nobody says, as a file would say it; none where that is open. */
  public Optional<String> usual(RecordComponent component) {
    return defaults()
        .filter(record -> value(record, component) != null)
        .map(record -> YamlText.flow(tree(record, component)));
  }

  /** Returns a key as files spell it. */
  public static String name(RecordComponent component) {
    return YamlNames.snakeCase(component.getName());
  }

  private static JsonNode tree(Record keys, RecordComponent component) {
    return type(component).write(value(keys, component));
  }

  /** Returns the value of a key, null where the record does not say it. */
  private static Object value(Record keys, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // the record may be its package's own
      Object value = accessor.invoke(keys);
      return value instanceof Optional<?> told ? told.orElse(null) : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}

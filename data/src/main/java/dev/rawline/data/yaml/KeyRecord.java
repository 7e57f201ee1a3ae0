package dev.rawline.data.yaml;

import dev.rawline.imaging.frame.Described;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Record ↔ tree: a record whose components are the keys of a YAML mapping, as their {@link
 * Described} specifies. The keys of a nested record without its own description are among those of
 * the enclosing record.
 *
 * <p>A key that a file leaves out has the value of the record's constant {@code DEFAULT}, where it
 * has one. Otherwise an optional is empty, and any other component null, from which the constructor
 * creates the default; a list or mapping without one is empty, and then not written.
 *
 * @param <R> the record
 */
public final class KeyRecord<R extends Record> implements Keys {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Class<R> type;
  private final ValueTypes types;
  private final List<RecordComponent> components;
  private final Supplier<Optional<R>> constant = once(this::constant);
  private final Supplier<Optional<R>> defaults = once(() -> constant.get().or(this::madeOfNothing));

  /** Describes the keys of a record. */
  public KeyRecord(Class<R> type) {
    this(type, ValueTypes.STANDARD);
  }

  /**
   * Describes the keys of a record.
   *
   * @param types how its values are written
   */
  public KeyRecord(Class<R> type, ValueTypes types) {
    this.type = type;
    this.types = types;
    this.components = keysOf(type).toList();
  }

  private static Stream<RecordComponent> keysOf(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(part -> isGroup(part) ? keysOf(part.getType()) : Stream.of(part));
  }

  /** Returns whether a component is a record whose keys are among the others. */
  private static boolean isGroup(RecordComponent component) {
    return key(component) == null;
  }

  /**
   * Returns the keys of a record.
   *
   * @param types how its values are written
   * @throws ClassCastException if the class is none
   */
  public static KeyRecord<?> of(Class<?> type, ValueTypes types) {
    return new KeyRecord<>(type.asSubclass(Record.class), types);
  }

  @Override
  public boolean mayBeLeftOut() {
    return components.stream().noneMatch(this::isRequired);
  }

  /** Returns whether a key is required. */
  boolean isRequired(RecordComponent component) {
    return key(component).required()
        || (component.getType().isPrimitive() && defaults.get().isEmpty());
  }

  @Override
  public ObjectNode schema() {
    ObjectNode properties = NODES.objectNode();
    ArrayNode required = NODES.arrayNode();
    for (RecordComponent component : components) {
      Described key = key(component);
      ObjectNode schema = type(component).schema(key);
      schema.put("description", key.meaning());
      defaultOf(component).ifPresent(value -> schema.set("default", value));
      if (key.bare()) {
        return schema;
      }
      if (isRequired(component)) {
        required.add(name(component));
      }
      properties.set(name(component), schema);
    }
    ObjectNode schema = NODES.objectNode();
    schema.put("title", Keys.title(properties));
    schema.put("type", "object");
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  /** Returns the tree of the value that a key has where a file leaves it out, if it has one. */
  private Optional<JsonNode> defaultOf(RecordComponent component) {
    return defaults
        .get()
        .filter(record -> !key(component).required() && value(record, component) != null)
        .map(record -> tree(record, component));
  }

  /** A record may have its keys as a constant, so its defaults may not be initialised yet. */
  private static <T> Supplier<T> once(Supplier<T> made) {
    return new Supplier<>() {
      private T known;

      @Override
      public synchronized T get() {
        known = known == null ? made.get() : known;
        return known;
      }
    };
  }

  private Optional<R> constant() {
    try {
      return Optional.of(type.cast(type.getField("DEFAULT").get(null)));
    } catch (ReflectiveOperationException none) {
      return Optional.empty();
    }
  }

  /** Returns the record of an empty file; none where a file must have some key. */
  private Optional<R> madeOfNothing() {
    try {
      return Optional.of(make(this::nothing));
    } catch (IllegalArgumentException | IllegalStateException mustBeGiven) {
      return Optional.empty();
    }
  }

  /**
   * Returns the record of a tree that the schema admits.
   *
   * @throws IllegalArgumentException if the record rejects its values
   */
  public R read(JsonNode tree) {
    return read(tree, component -> null);
  }

  @Override
  public R read(JsonNode tree, Function<RecordComponent, Object> camera) {
    return make(
        component -> {
          Described key = key(component);
          JsonNode value = key.bare() ? tree : tree.path(name(component));
          if (value.isMissingNode() || value.isNull()) {
            return key.camera() ? camera.apply(component) : leftOut(component);
          }
          if (key.camera() && value.isString()) {
            return camera.apply(component);
          }
          boolean none = value.isString() && value.stringValue(null).equals(key.none());
          return wrapped(component, none ? null : type(component).read(value));
        });
  }

  /** Returns the value of a key that is left out. */
  private Object nothing(RecordComponent component) {
    if (component.getType().isPrimitive()) {
      throw new IllegalArgumentException("%s is missing".formatted(name(component)));
    }
    return wrapped(component, null);
  }

  private Object leftOut(RecordComponent component) {
    if (constant.get().isPresent()) {
      return wrapped(component, value(constant.get().get(), component));
    }
    Class<?> held = component.getType();
    if (defaults.get().isEmpty() && Collection.class.isAssignableFrom(held)) {
      return List.of();
    }
    return defaults.get().isEmpty() && Map.class.isAssignableFrom(held)
        ? Collections.emptySortedMap()
        : nothing(component);
  }

  private R make(Function<RecordComponent, Object> valueOf) {
    return type.cast(make(type, valueOf));
  }

  private static Object make(Class<?> type, Function<RecordComponent, Object> valueOf) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values =
        Arrays.stream(parts)
            .map(part -> isGroup(part) ? make(part.getType(), valueOf) : valueOf.apply(part))
            .toArray();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true); // the record may be its package's own
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException rejected) {
        throw rejected;
      }
      throw new IllegalStateException(type + " failed to check its values", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no record of keys", e);
    }
  }

  /** Returns the value of the component, or null. */
  private static Object wrapped(RecordComponent component, Object value) {
    if (component.getType() == OptionalDouble.class) {
      return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
    }
    return component.getType() == Optional.class ? Optional.ofNullable(value) : value;
  }

  /** Returns the type of the values of a key. */
  ValueType<?> type(RecordComponent component) {
    if (component.getType() == OptionalDouble.class) {
      return types.of(Double.class);
    }
    return types.of(
        component.getType() == Optional.class
            ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getGenericType());
  }

  /** Returns the tree of a record, without missing values. */
  public JsonNode write(R keys) {
    ObjectNode tree = NODES.objectNode();
    for (RecordComponent component : components) {
      Object value = value(keys, component);
      if (value == null && !key(component).none().isEmpty()) {
        tree.put(name(component), key(component).none());
      } else if (value != null && !isLeftOut(component, value)) {
        if (key(component).bare()) {
          return tree(keys, component);
        }
        tree.set(name(component), tree(keys, component));
      }
    }
    return tree;
  }

  private boolean isLeftOut(RecordComponent component, Object value) {
    boolean empty =
        (value instanceof Collection<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    return empty && !isRequired(component) && defaults.get().isEmpty();
  }

  /** Returns the values of a record as a file has them, by the names of their keys. */
  public SequencedMap<String, String> texts(R keys) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    write(keys).forEachEntry((name, value) -> texts.put(name, YamlText.flow(value)));
    return texts;
  }

  /**
   * Returns a record with other values for some of its keys.
   *
   * @param values by the names of the keys; null removes a key
   * @throws IllegalArgumentException if there is no such key, or the record rejects the values
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
          return wrapped(
              component, values.containsKey(name) ? values.get(name) : value(keys, component));
        });
  }

  @Override
  public JsonNode writeAny(Object keys) {
    return write(type.cast(keys));
  }

  @Override
  public List<String> units() {
    return components.stream()
        .filter(component -> !key(component).unit().isEmpty())
        .map(
            component -> {
              Described key = key(component);
              return ((key.bare() ? "" : name(component)) + YamlText.unit(key)).strip();
            })
        .toList();
  }

  /** Returns the keys, in the order of the file. */
  public List<RecordComponent> components() {
    return components;
  }

  /** Returns the description of a key. */
  public static Described key(RecordComponent component) {
    return component.getAnnotation(Described.class);
  }

  /** Returns the descriptions of all keys, in the order of the file. */
  public List<KeyDescription> descriptions() {
    return components.stream().map(component -> describe(name(component), component)).toList();
  }

  /**
   * Returns the description of a key.
   *
   * @param path the key, a dot between it and those within it; the word of a kind is between them
   *     word: {@code splits.shuffle.number}
   * @throws java.util.NoSuchElementException if there is none
   */
  public KeyDescription description(String path) {
    return describe(type, path, path);
  }

  private KeyDescription describe(Class<?> holder, String rest, String path) {
    String name = rest.split("\\.", 2)[0];
    boolean last = name.equals(rest);
    String within = last ? "" : rest.substring(name.length() + 1);
    if (holder.isSealed()) {
      return Arrays.stream(holder.getPermittedSubclasses())
          .filter(kind -> YamlNames.ofKeys(kind).equals(name))
          .map(kind -> describe(kind, within, path))
          .findFirst()
          .orElseThrow();
    }
    KeyRecord<?> keys = of(holder, types);
    RecordComponent component =
        keys.components.stream().filter(key -> name(key).equals(name)).findFirst().orElseThrow();
    return last
        ? keys.describe(path, component)
        : describe(keys.type(component).type(), within, path);
  }

  private KeyDescription describe(String path, RecordComponent component) {
    Described key = key(component);
    ValueType<?> held = type(component);
    String title = held.schema(key).path("title").asString("").replace(AlternativesType.ENDING, "");
    return new KeyDescription(
        path,
        key,
        KeyDescription.Form.of(held, key),
        KeyDescription.placeholder(held, key),
        title,
        defaultOf(component).map(YamlText::flow));
  }

  /** Returns a key as files spell it. */
  public static String name(RecordComponent component) {
    String own = key(component).key();
    return own.isEmpty() ? YamlNames.snakeCase(component.getName()) : own;
  }

  private JsonNode tree(Record keys, RecordComponent component) {
    return type(component).write(value(keys, component));
  }

  /** Returns the value of a key, null if the record does not have it. */
  private static Object value(Record keys, RecordComponent component) {
    Class<?> holder = component.getDeclaringRecord();
    if (holder != keys.getClass()) {
      Record group =
          Arrays.stream(keys.getClass().getRecordComponents())
              .filter(
                  part ->
                      isGroup(part)
                          && keysOf(part.getType())
                              .anyMatch(key -> key.getDeclaringRecord() == holder))
              .map(part -> (Record) held(keys, part))
              .findFirst()
              .orElseThrow();
      return value(group, component);
    }
    return switch (held(keys, component)) {
      case Optional<?> optional -> optional.orElse(null);
      case OptionalDouble optional -> optional.isPresent() ? optional.getAsDouble() : null;
      case null -> null;
      case Object value -> value;
    };
  }

  /** Returns the value of a component, as the record holds it. */
  public static Object held(Record keys, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // the record may be its package's own
      return accessor.invoke(keys);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}

package dev.rawline.data.yaml;

import dev.rawline.imaging.frame.Described;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of several kinds: its word alone, where none of its keys is required, or its word with its
 * keys. The kinds are the records that a sealed interface permits.
 *
 * @param <T> the interface
 */
public final class AlternativesType<T> extends ValueType<T> {
  static final String ENDING = ", alone or with its keys";

  private final Class<T> type;
  private final SequencedMap<String, Keys> kinds = new LinkedHashMap<>();

  AlternativesType(Class<T> type, ValueTypes types) {
    super(type);
    this.type = type;
    for (Class<?> kind : type.getPermittedSubclasses()) {
      kinds.put(YamlNames.ofKeys(kind), KeyRecord.of(kind, types));
    }
  }

  /**
   * Returns the schema of one of several kinds.
   *
   * @param noun their common name
   * @param kinds their keys, by their words
   */
  public static ObjectNode schema(String noun, SequencedMap<String, Keys> kinds) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema
        .put("title", "a " + noun + ENDING)
        .put("description", "one of " + String.join(", ", kinds.sequencedKeySet()));
    return withKinds(schema, kinds);
  }

  private static ObjectNode withKinds(ObjectNode schema, SequencedMap<String, Keys> kinds) {
    schema.putArray("type").add("string").add("object");
    schema.putObject("if").put("type", "string");
    ArrayNode alone = schema.putObject("then").putArray("enum");
    ObjectNode withKeys = schema.putObject("properties");
    kinds.forEach(
        (word, keys) -> {
          ObjectNode ofKeys = keys.schema();
          if (keys.mayBeLeftOut()) {
            alone.add(word);
            ofKeys.set("type", orNull(ofKeys.get("type")));
          }
          withKeys.set(word, ofKeys);
        });
    return schema
        .put("minProperties", 1)
        .put("maxProperties", 1)
        .put("additionalProperties", false);
  }

  /** A name with a colon and nothing after it is treated as a name alone. */
  private static ArrayNode orNull(JsonNode types) {
    ArrayNode more = JsonNodeFactory.instance.arrayNode();
    if (types.isArray()) {
      types.forEach(more::add);
    } else {
      more.add(types);
    }
    return more.add("null");
  }

  /** Returns what one of them is called, by the title of their schema. */
  static String one(String title) {
    String kinds = title.split(ENDING, 2)[0];
    return kinds.startsWith("a ") ? kinds.substring(2) : "of " + kinds;
  }

  @Override
  boolean holdsKeys() {
    return true;
  }

  @Override
  public ObjectNode schema(Described key) {
    String listed = YamlNames.listed(List.copyOf(kinds.sequencedKeySet()));
    return withKinds(NODES.objectNode().put("title", listed + ENDING), kinds);
  }

  @Override
  public T read(JsonNode tree) {
    String word = tree.isString() ? tree.stringValue(null) : tree.propertyNames().iterator().next();
    JsonNode keys = tree.isString() ? NODES.nullNode() : tree.get(word);
    return type.cast(kinds.get(word).read(keys, component -> null));
  }

  @Override
  protected JsonNode tree(T value) {
    String word = YamlNames.ofKeys(value.getClass());
    JsonNode keys = kinds.get(word).writeAny(value);
    return keys.isEmpty() && keys.isObject()
        ? NODES.stringNode(word)
        : NODES.objectNode().set(word, keys);
  }
}

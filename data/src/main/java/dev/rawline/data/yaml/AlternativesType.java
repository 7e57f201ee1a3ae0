package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Described;
import java.util.List;

/**
 * One of several kinds: its word alone, where none of its keys is required, or its word with its
 * keys. The kinds are the records that a sealed interface permits.
 *
 * @param <T> the interface
 */
public final class AlternativesType<T> extends ValueType<T> {
  static final String ENDING = ", alone or with its keys";

  private final Class<T> type;
  private final List<Class<?>> kinds;

  AlternativesType(Class<T> type) {
    super(type);
    this.type = type;
    this.kinds = List.of(type.getPermittedSubclasses());
  }

  /**
   * Returns the schema of one of several kinds.
   *
   * @param noun what they all are
   * @param kinds the records of their keys
   */
  public static ObjectNode schema(String noun, List<Class<?>> kinds) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema
        .put("title", "a " + noun + ENDING)
        .put("description", "one of " + String.join(", ", words(kinds)));
    return withKinds(schema, kinds);
  }

  private static ObjectNode withKinds(ObjectNode schema, List<Class<?>> kinds) {
    schema.putArray("type").add("string").add("object");
    schema.putObject("if").put("type", "string");
    ArrayNode alone = schema.putObject("then").putArray("enum");
    ObjectNode withKeys = schema.putObject("properties");
    for (Class<?> kind : kinds) {
      KeyRecord<?> keys = KeyRecord.of(kind);
      ObjectNode ofKeys = keys.schema();
      if (keys.mayBeLeftOut()) {
        alone.add(YamlNames.ofKeys(kind));
        ofKeys.set("type", orNull(ofKeys.get("type")));
      }
      withKeys.set(YamlNames.ofKeys(kind), ofKeys);
    }
    return schema
        .put("minProperties", 1)
        .put("maxProperties", 1)
        .put("additionalProperties", false);
  }

  /** A name with a colon and nothing after it stands alone, too. */
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

  private static List<String> words(List<Class<?>> kinds) {
    return kinds.stream().map(YamlNames::ofKeys).toList();
  }

  @Override
  boolean holdsKeys() {
    return true;
  }

  @Override
  public ObjectNode schema(Described key) {
    List<String> words = words(kinds);
    String listed =
        words.size() == 1
            ? words.getFirst()
            : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    return withKinds(NODES.objectNode().put("title", listed + ENDING), kinds);
  }

  @Override
  public T read(JsonNode tree) {
    String word = tree.isTextual() ? tree.textValue() : tree.fieldNames().next();
    Class<?> kind =
        kinds.stream()
            .filter(known -> YamlNames.ofKeys(known).equals(word))
            .findFirst()
            .orElseThrow();
    return type.cast(KeyRecord.of(kind).read(tree.isTextual() ? NODES.nullNode() : tree.get(word)));
  }

  @Override
  protected JsonNode tree(T value) {
    JsonNode keys = KeyRecord.of(value.getClass()).writeAny(value);
    String word = YamlNames.ofKeys(value.getClass());
    return keys.isEmpty() && keys.isObject()
        ? NODES.textNode(word)
        : NODES.objectNode().set(word, keys);
  }
}

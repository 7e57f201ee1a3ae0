package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.Keys;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.isp.Demosaicing;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of demosaicing: its method, and those of all methods in one mapping. */
final class DemosaicingKeys implements Keys {
  /** The word of the stage in files. */
  static final String WORD = "demosaicing";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String METHOD = "method";

  private final SequencedMap<String, KeyRecord<?>> methods = new LinkedHashMap<>();

  DemosaicingKeys() {
    for (Class<?> method : Demosaicing.class.getPermittedSubclasses()) {
      methods.put(YamlNames.ofKeys(method), KeyRecord.of(method, ValueTypes.STANDARD));
    }
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = NODES.objectNode().put("title", "").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode method = properties.putObject(METHOD);
    List<String> words = List.copyOf(methods.sequencedKeySet());
    method.put("title", YamlNames.listed(words)).put("type", "string");
    words.forEach(method.putArray("enum")::add);
    method.put("description", "how colours are interpolated");
    methods.forEach(
        (word, keys) ->
            keys.schema()
                .get("properties")
                .forEachEntry(
                    (name, key) -> {
                      if (!properties.has(name)) {
                        properties.set(name, isCommon(name) ? key : ofOne(word, (ObjectNode) key));
                      }
                    }));
    schema.putArray("required").add(METHOD);
    return schema.put("title", Keys.title(properties)).put("additionalProperties", false);
  }

  private boolean isCommon(String key) {
    return methods.values().stream().allMatch(keys -> names(keys).contains(key));
  }

  private static ObjectNode ofOne(String method, ObjectNode key) {
    JsonNode otherwise = key.remove("default");
    String clause =
        otherwise.isValueNode() ? " (default: %s)".formatted(YamlText.flow(otherwise)) : "";
    String meaning = key.get("description").textValue();
    return key.put("description", "%s only: %s%s".formatted(method, meaning, clause));
  }

  private static Set<String> names(KeyRecord<?> keys) {
    return keys.components().stream()
        .map(KeyRecord::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public boolean mayBeLeftOut() {
    return false;
  }

  @Override
  public Object read(JsonNode tree, Function<RecordComponent, Object> camera) {
    String word = tree.get(METHOD).textValue();
    KeyRecord<?> keys = methods.get(word);
    for (Map.Entry<String, JsonNode> key : tree.properties()) {
      String name = key.getKey();
      if (!name.equals(METHOD) && !names(keys).contains(name) && !key.getValue().isNull()) {
        throw new IllegalArgumentException(
            "demosaicing by %s has no %s: remove it, or choose %s"
                .formatted(word, name, methodOf(name)));
      }
    }
    return keys.read(tree, camera);
  }

  private String methodOf(String key) {
    return methods.entrySet().stream()
        .filter(method -> names(method.getValue()).contains(key))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public JsonNode writeAny(Object value) {
    String word = YamlNames.ofKeys(value.getClass());
    JsonNode keys = methods.get(word).writeAny(value);
    ObjectNode tree = NODES.objectNode().put(METHOD, word);
    Iterator<String> names = schema().get("properties").fieldNames();
    names.forEachRemaining(
        name -> {
          if (keys.has(name)) {
            tree.set(name, keys.get(name));
          }
        });
    return tree;
  }

  @Override
  public List<String> units() {
    return List.of();
  }
}

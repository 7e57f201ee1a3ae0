package dev.rawline.data.config;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.ValueOrigin;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The origins of values, by the keys of a record; in Java by its components. */
@SuppressWarnings("rawtypes") // a class does not specify what its values hold
final class ParameterOriginsType extends ValueType<Map> {
  private static final ValueType<?> BASIS = ValueTypes.STANDARD.of(ValueOrigin.Basis.class);

  ParameterOriginsType() {
    super(Map.class);
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = describe("a mapping from keys to {basis: …, note: …}", key, "object");
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : KeyRecord.of(key.keysOf(), ValueTypes.STANDARD).components()) {
      if (component.getType() != Map.class) {
        properties.set(KeyRecord.name(component), origin(key));
      }
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode origin(Described key) {
    ObjectNode origin = describe("{basis: …, note: …}", "object");
    ObjectNode members = origin.putObject("properties");
    members.set("basis", BASIS.schema(key));
    members.set("note", describe("text", "string").put("minLength", 1));
    origin.putArray("required").add("basis").add("note");
    return origin.put("additionalProperties", false);
  }

  @Override
  public Map<String, ValueOrigin> read(JsonNode tree) {
    Map<String, ValueOrigin> byComponent = new TreeMap<>();
    tree.forEachEntry(
        (name, origin) ->
            byComponent.put(
                YamlNames.camelCase(name),
                new ValueOrigin(
                    (ValueOrigin.Basis) BASIS.read(origin.get("basis")),
                    origin.get("note").stringValue(null))));
    return byComponent;
  }

  @Override
  protected JsonNode tree(Map value) {
    ObjectNode tree = NODES.objectNode();
    for (Object component : new TreeMap<Object, Object>(value).keySet()) {
      ValueOrigin origin = (ValueOrigin) value.get(component);
      ObjectNode branch = tree.putObject(YamlNames.snakeCase((String) component));
      branch.set("basis", BASIS.write(origin.basis()));
      branch.put("note", origin.note());
    }
    return tree;
  }
}

package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.ValueOrigin;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where numbers come from, by the keys of a record. */
final class ParameterOriginsType extends ValueType<ParameterOrigins> {
  private static final ValueType<?> BASIS = ValueType.of(ValueOrigin.Basis.class);

  ParameterOriginsType() {
    super(ParameterOrigins.class);
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = describe("a mapping from keys to {basis: …, note: …}", key, "object");
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : KeyRecord.of(key.keysOf()).components()) {
      if (component.getType() != ParameterOrigins.class) {
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
  public ParameterOrigins read(JsonNode tree) {
    Map<String, ValueOrigin> byKey = new LinkedHashMap<>();
    tree.forEachEntry(
        (name, origin) ->
            byKey.put(
                name,
                new ValueOrigin(
                    (ValueOrigin.Basis) BASIS.read(origin.get("basis")),
                    origin.get("note").textValue())));
    return new ParameterOrigins(byKey);
  }

  @Override
  protected JsonNode tree(ParameterOrigins value) {
    ObjectNode tree = NODES.objectNode();
    value
        .byKey()
        .forEach(
            (name, origin) -> {
              ObjectNode branch = tree.putObject(name);
              branch.set("basis", BASIS.write(origin.basis()));
              branch.put("note", origin.note());
            });
    return tree;
  }
}

package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whole numbers by the names of classes. */
@SuppressWarnings("rawtypes") // a class does not specify what its values hold
final class ClassCountsType extends ValueType<SortedMap> {
  ClassCountsType() {
    super(SortedMap.class);
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = describe("a mapping from classes to whole numbers", key, "object");
    return schema.set(
        "additionalProperties",
        describe("a whole number of at least 1", "integer")
            .put("minimum", 1)
            .put("maximum", Integer.MAX_VALUE));
  }

  @Override
  public SortedMap<String, Integer> read(JsonNode tree) {
    SortedMap<String, Integer> byClass = new TreeMap<>();
    tree.forEachEntry((name, count) -> byClass.put(name, count.intValue()));
    return byClass;
  }

  @Override
  protected JsonNode tree(SortedMap value) {
    return RECORDS.valueToTree(value);
  }
}

package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import java.util.TreeMap;

/** Whole numbers by the names of classes. */
final class ClassCountsType extends ValueType<ClassCounts> {
  ClassCountsType() {
    super(ClassCounts.class);
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
  public ClassCounts read(JsonNode tree) {
    TreeMap<String, Integer> byClass = new TreeMap<>();
    tree.forEachEntry((name, count) -> byClass.put(name, count.intValue()));
    return new ClassCounts(byClass);
  }

  @Override
  protected JsonNode tree(ClassCounts value) {
    ObjectNode tree = NODES.objectNode();
    value.byClass().forEach(tree::put);
    return tree;
  }
}

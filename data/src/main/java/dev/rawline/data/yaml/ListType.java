package dev.rawline.data.yaml;

import dev.rawline.imaging.frame.Described;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list. One of several kinds may be alone, without the brackets of a list.
 *
 * @param <E> the type of its elements
 */
@SuppressWarnings("rawtypes") // a class does not specify the type of its elements
final class ListType<E> extends ValueType<List> {
  private final ValueType<E> item;

  ListType(ValueType<E> item) {
    super(List.class);
    this.item = item;
  }

  /** Returns the type of its elements. */
  ValueType<E> item() {
    return item;
  }

  @Override
  boolean holdsKeys() {
    return item.holdsKeys();
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode of = item.schema(key);
    ObjectNode schema =
        item instanceof AlternativesType
            ? of.deepCopy().put("title", of.get("title").stringValue(null) + "; or a list of these")
            : NODES.objectNode().put("title", "a list of " + item.plural() + YamlText.unit(key));
    ArrayNode types = NODES.arrayNode();
    schema.path("type").forEach(types::add);
    return schema.set("type", types.add("array")).set("items", of);
  }

  @Override
  public List<E> read(JsonNode tree) {
    Stream<JsonNode> items = tree.isArray() ? tree.valueStream() : Stream.of(tree);
    return items.map(item::read).toList();
  }

  @Override
  protected JsonNode tree(List value) {
    ArrayNode tree = NODES.arrayNode();
    for (Object each : value) {
      tree.add(item.write(each));
    }
    return tree;
  }
}

package dev.rawline.data.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.imaging.frame.Described;

/**
 * A record of keys within another.
 *
 * @param <T> the record
 */
final class RecordType<T> extends ValueType<T> {
  private final Class<T> type;
  private final KeyRecord<?> keys;

  RecordType(Class<T> type, ValueTypes types) {
    super(type);
    this.type = type;
    this.keys = KeyRecord.of(type, types);
  }

  @Override
  protected String plural() {
    return "{"
        + String.join(
            ", ", keys.components().stream().map(key -> KeyRecord.name(key) + ": …").toList())
        + "}";
  }

  @Override
  boolean holdsKeys() {
    return true;
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = keys.schema();
    for (String name : key.without()) {
      schema.withObject("properties").withObject(name).put("deprecated", true);
    }
    return schema;
  }

  @Override
  public T read(JsonNode tree) {
    return type.cast(keys.read(tree));
  }

  @Override
  protected JsonNode tree(T value) {
    return keys.writeAny(value);
  }
}

package dev.rawline.data.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.SourcedValue;

/** Values whose source is the file that holds them. */
@SuppressWarnings("rawtypes") // a class does not state the type of its value
final class SourcedValueType extends ValueType<SourcedValue> {
  private final ValueType<?> value;
  private final String source;

  /**
   * Describes values.
   *
   * @param value the type of the values themselves
   * @param source the source of those that are read
   */
  SourcedValueType(ValueType<?> value, String source) {
    super(SourcedValue.class);
    this.value = value;
    this.source = source;
  }

  @Override
  public ObjectNode schema(Described key) {
    return value.schema(key);
  }

  @Override
  public SourcedValue<?> read(JsonNode tree) {
    return new SourcedValue<>(value.read(tree), source);
  }

  @Override
  protected JsonNode tree(SourcedValue known) {
    return value.write(known.value());
  }
}

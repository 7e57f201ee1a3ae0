package dev.rawline.data.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Described;

/** The word diffraction, or one kind of point spread with its keys. */
final class PointSpreadType extends ValueType<PointSpreadKeys> {
  private static final String DIFFRACTION = YamlNames.ofKeys(PointSpreadKeys.DiffractionKeys.class);
  private static final String EXPECTED =
      "the word diffraction, or {gaussian: …}, {defocus: …}, {motion: …} or {measured: …}";

  PointSpreadType() {
    super(PointSpreadKeys.class);
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = describe(EXPECTED, key, "string", "object");
    schema.put("pattern", "^" + DIFFRACTION + "$");
    ObjectNode properties = schema.putObject("properties");
    for (Class<? extends Record> kind : PointSpreadKeys.KINDS) {
      properties.set(YamlNames.ofKeys(kind), new KeyRecord<>(kind).schema());
    }
    return schema.put("additionalProperties", false);
  }

  @Override
  public PointSpreadKeys read(JsonNode tree) {
    if (tree.isTextual()) {
      return new PointSpreadKeys.DiffractionKeys();
    }
    if (tree.size() != 1) {
      throw new IllegalArgumentException(
          "point_spread holds %d kinds of point spread: expected %s"
              .formatted(tree.size(), EXPECTED));
    }
    return PointSpreadKeys.KINDS.stream()
        .filter(kind -> tree.has(YamlNames.ofKeys(kind)))
        .map(kind -> new KeyRecord<>(kind).read(tree.get(YamlNames.ofKeys(kind))))
        .map(PointSpreadKeys.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected JsonNode tree(PointSpreadKeys value) {
    return value instanceof PointSpreadKeys.DiffractionKeys
        ? NODES.textNode(DIFFRACTION)
        : NODES
            .objectNode()
            .set(
                YamlNames.ofKeys(value.getClass()), KeyRecord.of(value.getClass()).writeAny(value));
  }
}

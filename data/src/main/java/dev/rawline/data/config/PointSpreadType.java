package dev.rawline.data.config;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.AiryDisc;
import dev.rawline.imaging.optics.Aperture;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.LinearMotion;
import dev.rawline.imaging.optics.MeasuredSpread;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The word diffraction, or one kind of point spread with its keys. */
final class PointSpreadType extends ValueType<PointSpreadFunction> {
  private static final String DIFFRACTION = YamlNames.ofKeys(AiryDisc.class);
  private static final String MEASURED = YamlNames.ofKeys(MeasuredSpread.class);
  private static final String EXPECTED =
      "the word diffraction, or {gaussian: …}, {defocus: …}, {motion: …} or {measured: …}";

  private final JsonNode optics;
  private final ValueType<MeasuredSpread> measured;
  private final SequencedMap<String, KeyRecord<?>> kinds = new LinkedHashMap<>();

  /**
   * Describes how an {@code optics.yaml} holds it.
   *
   * @param optics the content of the file, with the aperture and wavelengths of diffraction
   * @param files the files next to it, one of which holds a measured point spread
   */
  PointSpreadType(JsonNode optics, CompanionFiles files) {
    super(PointSpreadFunction.class);
    this.optics = optics;
    this.measured =
        files.type(MeasuredSpread.class, "point_spread", KernelFile::read, KernelFile::bytes);
    for (Class<?> kind : List.of(GaussianSpread.class, DefocusDisc.class, LinearMotion.class)) {
      kinds.put(YamlNames.ofKeys(kind), KeyRecord.of(kind, ValueTypes.STANDARD));
    }
  }

  @Override
  public ObjectNode schema(Described key) {
    ObjectNode schema = describe(EXPECTED, key, "string", "object");
    schema.put("pattern", "^" + DIFFRACTION + "$");
    ObjectNode properties = schema.putObject("properties");
    kinds.forEach((word, keys) -> properties.set(word, keys.schema()));
    properties.set(
        MEASURED,
        measured
            .schema(key)
            .put(
                "description",
                "the image of a point, an .npy or .csv file next to the optics.yaml"));
    return schema.put("additionalProperties", false);
  }

  @Override
  public PointSpreadFunction read(JsonNode tree) {
    if (tree.isString()) {
      ValueTypes types = ValueTypes.STANDARD;
      Aperture aperture = (Aperture) types.of(Aperture.class).read(optics.get("aperture"));
      Rgb wavelengths = (Rgb) types.of(Rgb.class).read(optics.get("wavelengths"));
      return new AiryDisc(wavelengths, aperture.workingFNumber());
    }
    if (tree.size() != 1) {
      throw new IllegalArgumentException(
          "point_spread contains %d kinds of point-spread function: expected %s"
              .formatted(tree.size(), EXPECTED));
    }
    String word = tree.propertyNames().iterator().next();
    return word.equals(MEASURED)
        ? measured.read(tree.get(word))
        : (PointSpreadFunction) kinds.get(word).read(tree.get(word));
  }

  @Override
  protected JsonNode tree(PointSpreadFunction value) {
    String word = YamlNames.ofKeys(value.getClass());
    return switch (value) {
      case AiryDisc _ -> NODES.stringNode(word);
      case MeasuredSpread spread -> NODES.objectNode().set(word, measured.write(spread));
      case GaussianSpread _, DefocusDisc _, LinearMotion _ ->
          NODES.objectNode().set(word, kinds.get(word).writeAny(value));
    };
  }
}

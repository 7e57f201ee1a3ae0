package dev.rawline.data.config;

import dev.rawline.data.yaml.AlternativesType;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.Keys;
import dev.rawline.data.yaml.ValueTypes;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.RgbFilter;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stages that an {@code isp.yaml} may name, in the order of the light path. */
final class StageKinds {
  private final SequencedMap<String, Kind> kinds = new LinkedHashMap<>();

  /**
   * One kind of stage.
   *
   * @param word its name in the file
   * @param sort its position in the chain: the interface or class of its neighbours
   * @param keys its keys
   */
  record Kind(String word, Class<?> sort, Keys keys) {

    /** Returns whether a file with these keys leaves the value to the camera. */
    boolean isLeftToCamera(JsonNode stated) {
      return keys instanceof KeyRecord<?> record
          && record.components().stream().anyMatch(key -> KeyRecord.key(key).camera())
          && (stated.isNull() || stated.isString());
    }

    /** Returns the name of the file of larger numbers that a file with these keys holds. */
    Optional<String> file(JsonNode stated) {
      return Optional.of(stated)
          .filter(keys -> keys.isString() && !isLeftToCamera(keys))
          .map(node -> node.stringValue(null));
    }
  }

  /**
   * A stage as a file states it.
   *
   * @param kind its kind
   * @param keys its keys; empty or missing for the word alone
   */
  record StageEntry(Kind kind, JsonNode keys) {
    /** Returns the line of the file, with the units of the keys in a comment. */
    String line() {
      if (keys.isNull() || (keys.isObject() && keys.isEmpty())) {
        return "  - %s\n".formatted(kind.word());
      }
      List<String> units = kind.keys().units();
      return "  - %s: %s%s\n"
          .formatted(
              kind.word(),
              YamlText.flow(keys),
              units.isEmpty() ? "" : "   # " + String.join(", ", units));
    }
  }

  /**
   * Describes the stages.
   *
   * @param files the files next to the {@code isp.yaml}
   * @param number the number of the stage that is written next, for the name of its file
   */
  StageKinds(CompanionFiles files, int number) {
    ValueTypes types =
        ValueTypes.STANDARD
            .with(
                RawImage.class,
                files.type(RawImage.class, "flat_field" + number, ArrayFile::gains, ArrayFile::of))
            .with(
                View.class,
                files.type(View.class, "additive_layer", ArrayFile::layer, ArrayFile::of))
            .with(Set.class, new PixelSetType(files));
    for (Class<?> stage : MosaicStage.class.getPermittedSubclasses()) {
      add(YamlNames.ofKeys(stage), MosaicStage.class, KeyRecord.of(stage, types));
    }
    add(DemosaicingKeys.WORD, Demosaicing.class, new DemosaicingKeys());
    for (Class<?> stage : ColourStage.class.getPermittedSubclasses()) {
      if (stage == LumaStage.class) {
        for (Class<?> filter : LumaStage.class.getPermittedSubclasses()) {
          LumaStageKeys keys = new LumaStageKeys(KeyRecord.of(filter, ValueTypes.STANDARD));
          add(YamlNames.ofKeys(filter), ColourStage.class, keys);
        }
      } else if (stage != RgbFilter.class) {
        add(YamlNames.ofKeys(stage), ColourStage.class, KeyRecord.of(stage, ValueTypes.STANDARD));
      }
    }
    for (Class<?> stage : List.of(Gamma.class, AdditiveLayer.class)) {
      add(YamlNames.ofKeys(stage), stage, KeyRecord.of(stage, types));
    }
  }

  private void add(String word, Class<?> sort, Keys keys) {
    kinds.put(word, new Kind(word, sort, keys));
  }

  /** Returns all kinds, by their words. */
  SequencedMap<String, Kind> kinds() {
    return kinds;
  }

  /** Returns the schema of one stage. */
  ObjectNode schema() {
    SequencedMap<String, Keys> keys = new LinkedHashMap<>();
    kinds.forEach((word, kind) -> keys.put(word, kind.keys()));
    return AlternativesType.schema("stage", keys);
  }

  /** Returns a stage as a file states it, with every parameter. */
  StageEntry stated(Object stage) {
    String word =
        switch (stage) {
          case Demosaicing _ -> DemosaicingKeys.WORD;
          case RgbFilter(LumaStage filter) -> YamlNames.ofKeys(filter.getClass());
          default -> YamlNames.ofKeys(stage.getClass());
        };
    Kind kind = kinds.get(word);
    return new StageEntry(kind, kind.keys().writeAny(stage));
  }

  /**
   * The keys of a filter of the luma, and whether it works on the three colours instead.
   *
   * @param filter the keys of the filter itself
   */
  private record LumaStageKeys(KeyRecord<?> filter) implements Keys {
    private static final KeyRecord<Target> TARGET = new KeyRecord<>(Target.class);

    /** What a filter works on. */
    enum ActsOn {
      LUMA,
      COLOURS
    }

    /** The common key of all filters. */
    record Target(@Described(meaning = "the signal that is filtered") ActsOn actsOn) {
      Target {
        actsOn = actsOn == null ? ActsOn.LUMA : actsOn;
      }
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = filter.schema();
      ObjectNode properties = schema.withObject("properties");
      properties.setAll((ObjectNode) TARGET.schema().get("properties"));
      return schema.put("title", Keys.title(properties));
    }

    @Override
    public boolean mayBeLeftOut() {
      return filter.mayBeLeftOut();
    }

    @Override
    public Object read(JsonNode tree, Function<RecordComponent, Object> camera) {
      LumaStage stage = (LumaStage) filter.read(tree, camera);
      return switch (TARGET.read(tree).actsOn()) {
        case LUMA -> stage;
        case COLOURS -> new RgbFilter(stage);
      };
    }

    @Override
    public JsonNode writeAny(Object value) {
      ObjectNode tree =
          (ObjectNode) filter.writeAny(value instanceof RgbFilter(LumaStage stage) ? stage : value);
      Target target = new Target(value instanceof RgbFilter ? ActsOn.COLOURS : ActsOn.LUMA);
      return tree.setAll((ObjectNode) TARGET.write(target));
    }

    @Override
    public List<String> units() {
      return filter.units();
    }
  }
}

package dev.rawline.data.config;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.Keys;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.RgbFilter;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a filter of the luma, and whether it works on the three colours instead.
 *
 * @param filter the keys of the filter itself
 */
record LumaStageKeys(KeyRecord<?> filter) implements Keys {
  private static final KeyRecord<Target> TARGET = new KeyRecord<>(Target.class);

  /** What a filter works on. */
  enum ActsOn {
    LUMA,
    COLOURS
  }

  /** The key that every filter has besides its own. */
  record Target(@Described(meaning = "what is filtered") ActsOn actsOn) {
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

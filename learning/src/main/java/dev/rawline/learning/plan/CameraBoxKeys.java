package dev.rawline.learning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.YamlType;
import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.sample.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Intervals by names of θ.
 *
 * @param intervals in the order of the file, at least one
 */
@YamlType(CameraBoxKeys.Type.class)
public record CameraBoxKeys(SequencedMap<String, Range> intervals) {

  /** Copies the intervals. */
  public CameraBoxKeys {
    intervals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(intervals));
  }

  /** A mapping from names to lists of two numbers. */
  static final class Type extends ValueType<CameraBoxKeys> {
    Type() {
      super(CameraBoxKeys.class);
    }

    @Override
    public ObjectNode schema(Described key) {
      ObjectNode interval =
          describe("two numbers, [lowest, highest]", "array").put("minItems", 2).put("maxItems", 2);
      interval.set("items", describe("a number", "number"));
      ObjectNode schema = describe("a mapping from names of θ to [lowest, highest]", key, "object");
      return schema.put("minProperties", 1).set("additionalProperties", interval);
    }

    @Override
    public CameraBoxKeys read(JsonNode tree) {
      SequencedMap<String, Range> intervals = new LinkedHashMap<>();
      tree.forEachEntry((name, ends) -> intervals.put(name, range(name, ends.get(0), ends.get(1))));
      return new CameraBoxKeys(intervals);
    }

    private static Range range(String name, JsonNode lowest, JsonNode highest) {
      try {
        return new Range(lowest.doubleValue(), highest.doubleValue());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("box.%s: %s".formatted(name, e.getMessage()), e);
      }
    }

    @Override
    protected JsonNode tree(CameraBoxKeys value) {
      ObjectNode tree = NODES.objectNode();
      value
          .intervals()
          .forEach((name, range) -> tree.putArray(name).add(range.lowest()).add(range.highest()));
      return tree;
    }
  }
}

package dev.rawline.learning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.learning.sample.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Intervals by names of θ.
 *
 * @param intervals in the order of the file, at least one
 */
public record CameraBoxKeys(SequencedMap<String, Range> intervals) {
  /** A mapping from names to lists of two numbers. */
  public static final ValueType<CameraBoxKeys> YAML =
      ValueType.of(
          CameraBoxKeys.class,
          key -> {
            ObjectNode interval =
                ValueType.describe("two numbers, [lowest, highest]", "array")
                    .put("minItems", 2)
                    .put("maxItems", 2);
            interval.set("items", ValueType.describe("a number", "number"));
            return ValueType.describe(
                    "a mapping from names of θ to [lowest, highest]", key, "object")
                .put("minProperties", 1)
                .set("additionalProperties", interval);
          },
          tree -> {
            SequencedMap<String, Range> intervals = new LinkedHashMap<>();
            tree.forEachEntry(
                (name, ends) -> intervals.put(name, range(name, ends.get(0), ends.get(1))));
            return new CameraBoxKeys(intervals);
          },
          box -> {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            box.intervals.forEach(
                (name, range) -> tree.putArray(name).add(range.lowest()).add(range.highest()));
            return tree;
          });

  /** Copies the intervals. */
  public CameraBoxKeys {
    intervals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(intervals));
  }

  private static Range range(String name, JsonNode lowest, JsonNode highest) {
    try {
      return new Range(lowest.doubleValue(), highest.doubleValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("box.%s: %s".formatted(name, e.getMessage()), e);
    }
  }
}

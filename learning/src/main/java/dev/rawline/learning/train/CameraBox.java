package dev.rawline.learning.train;

import dev.rawline.data.yaml.ValueType;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.sample.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cameras with parameters between bounds: a box in the space of θ.
 *
 * <p>An interval under the name of a parameter ({@code black_level}), or of a part of it ({@code
 * colour_matrix[0]}), applies to each of its numbers, which vary independently. Bounds are values
 * of θ itself, in the unit of the parameter, independent of the chain's values.
 *
 * @param intervals by names of θ, at least one
 */
public record CameraBox(SequencedMap<String, Range> intervals) {
  /** A mapping from names to lists of two numbers. */
  public static final ValueType<CameraBox> YAML =
      ValueType.of(
          CameraBox.class,
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
            return new CameraBox(intervals);
          },
          box -> {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            box.intervals.forEach(
                (name, range) -> tree.putArray(name).add(range.lowest()).add(range.highest()));
            return tree;
          });

  /**
   * Copies the intervals.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CameraBox {
    intervals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(intervals));
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException(
          "the box of cameras is empty: expected at least one interval of θ, such as gamma: [1.6,"
              + " 3]");
    }
  }

  /**
   * Returns the intervals of single numbers, by their places in the vector of a chain's θ.
   *
   * @throws IllegalArgumentException if the chain has no such number, one is in two intervals, or
   *     an interval leaves the bounds of its parameter; the message lists all that is wrong
   */
  public SortedMap<Integer, Range> in(Theta theta) {
    SortedMap<Integer, Range> places = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    intervals.forEach(
        (name, range) -> {
          try {
            theta.places(name).forEach(place -> put(name, range, place, theta, places));
          } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
          }
        });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return places;
  }

  private static void put(
      String name, Range range, int place, Theta theta, SortedMap<Integer, Range> places) {
    Parameter parameter = theta.parameter(place);
    if (range.lowest() < parameter.lowest() || range.highest() > parameter.highest()) {
      throw new IllegalArgumentException(
          "%s is from %s to %s: expected within %s to %s (%s)"
              .formatted(
                  name,
                  range.lowest(),
                  range.highest(),
                  parameter.lowest(),
                  parameter.highest(),
                  parameter.unit()));
    }
    if (places.put(place, range) != null) {
      throw new IllegalArgumentException(
          "%s is in two intervals: leave one of them out".formatted(theta.name(place)));
    }
  }

  private static Range range(String name, JsonNode lowest, JsonNode highest) {
    try {
      return new Range(lowest.doubleValue(), highest.doubleValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("box.%s: %s".formatted(name, e.getMessage()), e);
    }
  }
}

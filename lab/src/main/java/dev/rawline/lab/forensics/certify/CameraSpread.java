package dev.rawline.lab.forensics.certify;

import dev.rawline.data.yaml.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far drawn cameras spread around the default one: the parameters that are drawn, and σ of each
 * in its own coordinate.
 *
 * @param deviations σ by names of θ, or of {@value #NOISE} alone: of logarithms for gains and γ (no
 *     unit), else in the unit of the parameter; for {@value #NOISE} the standard deviation of the
 *     mean added variance [normalised]
 */
public record CameraSpread(SequencedMap<String, Double> deviations) {
  /** The name of Gaussian noise that is added to the raw image. */
  public static final String NOISE = "noise";

  /** A mapping from names to numbers. */
  public static final ValueType<CameraSpread> YAML =
      ValueType.of(
          CameraSpread.class,
          key ->
              ValueType.describe("a mapping from parameters to σ", key, "object")
                  .put("minProperties", 1)
                  .set(
                      "additionalProperties",
                      ValueType.describe("a number above 0", "number").put("exclusiveMinimum", 0)),
          tree -> {
            SequencedMap<String, Double> deviations = new LinkedHashMap<>();
            tree.forEachEntry((name, number) -> deviations.put(name, number.doubleValue()));
            return new CameraSpread(deviations);
          },
          spread -> {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            spread.deviations.forEach(tree::put);
            return tree;
          });

  /**
   * Copies the deviations.
   *
   * @throws IllegalArgumentException if there is none, one is not above 0, or noise stands beside
   *     other parameters; the message lists all that is wrong
   */
  public CameraSpread {
    deviations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(deviations));
    List<String> mistakes = new ArrayList<>();
    if (deviations.isEmpty()) {
      mistakes.add("no parameter is drawn: expected at least one, such as {gamma: 0.1}");
    }
    deviations.forEach(
        (name, deviation) -> {
          if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            mistakes.add("σ of %s is %s: expected a number above 0".formatted(name, deviation));
          }
        });
    if (deviations.containsKey(NOISE) && deviations.size() > 1) {
      mistakes.add(
          "noise is drawn beside other parameters: its variance grows to one side only and has a"
              + " region of its own; list it as one");
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /** Returns the law that cameras are drawn by. */
  public SmoothingLaw law() {
    return deviations.containsKey(NOISE) ? SmoothingLaw.EXPONENTIAL : SmoothingLaw.NORMAL;
  }

  /** Returns it in words, such as "gamma 0.1, black_level 0.002". */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    deviations.forEach((name, deviation) -> words.add(name + " " + deviation));
    return String.join(", ", words);
  }
}

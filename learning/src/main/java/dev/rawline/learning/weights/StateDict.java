package dev.rawline.learning.weights;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Arrays by their names, in an order: the weights of a network, the state of an optimizer.
 *
 * @param arrays the arrays
 * @param notes words about them, by key
 */
public record StateDict(SequencedMap<String, StoredArray> arrays, Map<String, String> notes) {

  /** The number of mismatched arrays of each kind that a message lists. */
  private static final int NAMED = 3;

  /** Copies both. */
  public StateDict {
    arrays = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arrays));
    notes = Map.copyOf(notes);
  }

  /** Arrays without a word about them. */
  public StateDict(SequencedMap<String, StoredArray> arrays) {
    this(arrays, Map.of());
  }

  /** Returns a copy of tensors' numbers. */
  public static StateDict of(Map<String, Tensor> tensors) {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> arrays.put(name, StoredArray.of(tensor)));
    return new StateDict(arrays);
  }

  /**
   * Requires the arrays to be those of some tensors.
   *
   * @throws IllegalArgumentException if one is missing, has another shape, or is not known; the
   *     message names some of each kind and their number
   */
  public void requireShapes(Map<String, List<Long>> shapes) {
    List<String> missing = new ArrayList<>();
    List<String> unlike = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          StoredArray array = arrays.get(name);
          if (array == null) {
            missing.add(name);
          } else if (!array.shape().equals(shape)) {
            unlike.add("%s has the shape %s: expected %s".formatted(name, array.shape(), shape));
          }
        });
    List<String> unknown =
        arrays.keySet().stream().filter(name -> !shapes.containsKey(name)).toList();
    String problems =
        Stream.of(
                some(missing, "%s is missing", "%d are missing: %s"),
                some(unlike, "%s", "%d have other shapes: %s"),
                some(unknown, "%s is unknown", "%d are unknown: %s"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  /**
   * Requires all numbers to be finite.
   *
   * @throws IllegalArgumentException if one is NaN or infinite; the message names its array
   */
  public void requireFinite() {
    arrays.forEach(
        (name, array) -> {
          if (!array.isFinite()) {
            throw new IllegalArgumentException(
                name + " contains NaN or infinite numbers: expected finite ones");
          }
        });
  }

  /** Returns a list of a few, or the number and the first of many; empty for none. */
  private static String some(List<String> names, String each, String many) {
    if (names.size() <= NAMED) {
      return names.stream().map(each::formatted).collect(Collectors.joining("; "));
    }
    return many.formatted(names.size(), String.join(", ", names.subList(0, NAMED)) + ", …");
  }

  /** Returns these arrays, and after them those of another, their names behind a prefix. */
  public StateDict and(String prefix, StateDict other) {
    LinkedHashMap<String, StoredArray> all = new LinkedHashMap<>(arrays);
    other.arrays.forEach((name, array) -> all.put(prefix + name, array));
    return new StateDict(all, notes);
  }

  /** Returns those whose names begin with a prefix, without it. */
  public StateDict below(String prefix) {
    LinkedHashMap<String, StoredArray> below = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), array);
          }
        });
    return new StateDict(below, notes);
  }
}

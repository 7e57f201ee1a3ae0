package dev.rawline.learning.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Arrays by their names, in an order: the weights of a network, the state of an optimizer.
 *
 * @param arrays the arrays
 * @param notes words about them, by key
 */
public record StateDict(SequencedMap<String, StoredArray> arrays, Map<String, String> notes) {

  /** Copies both. */
  public StateDict {
    arrays = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arrays));
    notes = Map.copyOf(notes);
  }

  /** Arrays without a word about them. */
  public StateDict(SequencedMap<String, StoredArray> arrays) {
    this(arrays, Map.of());
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

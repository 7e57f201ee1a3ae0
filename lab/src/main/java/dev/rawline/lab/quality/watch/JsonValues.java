package dev.rawline.lab.quality.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Values that JSON holds, and gives back as they were. */
final class JsonValues {
  private JsonValues() {}

  /**
   * Copies an object, so that nothing changes it any more.
   *
   * @throws IllegalArgumentException if JSON cannot hold one of its values
   */
  static SequencedMap<String, Object> copy(Map<String, Object> object) {
    SequencedMap<String, Object> copy = new LinkedHashMap<>();
    object.forEach((key, value) -> copy.put(key, copy(key, value)));
    return Collections.unmodifiableSequencedMap(copy);
  }

  private static Object copy(String key, Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth;
      case Integer whole -> whole;
      case Long whole -> whole;
      case Double number when Double.isFinite(number) -> number;
      case List<?> list -> list.stream().map(each -> copy(key, each)).toList();
      case Map<?, ?> map -> {
        SequencedMap<String, Object> inner = new LinkedHashMap<>();
        map.forEach((name, each) -> inner.put(String.valueOf(name), each));
        yield copy(inner);
      }
      case null, default ->
          throw new IllegalArgumentException(
              "'%s' is %s: expected a string, a finite number, true or false, or a list or map of such values"
                  .formatted(key, value));
    };
  }
}

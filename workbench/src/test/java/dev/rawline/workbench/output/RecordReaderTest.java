package dev.rawline.workbench.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private record Inner(double value, List<String> words) {}

  private record Outer(int whole, Optional<String> duplicateOf, Inner inner) {
    Outer {
      if (whole < 0) {
        throw new IllegalArgumentException("whole is %d: expected 0 or more".formatted(whole));
      }
    }
  }

  private static Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("whole", 3);
    values.put("duplicate_of", "first");
    values.put("inner", Map.of("value", 0.1 + 0.2, "words", List.of("a", "b")));
    values.put("unknown", true);
    return values;
  }

  private static void assertRejected(String key, Object value, String message) {
    Map<String, Object> values = values();
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
    assertThatThrownBy(() -> JsonRecords.ofValues(values, Outer.class)).hasMessage(message);
  }

  @Test
  void recordsSurviveARoundTrip() {
    Outer outer = new Outer(3, Optional.of("first"), new Inner(0.1 + 0.2, List.of("a", "b")));
    assertThat(JsonRecords.ofValues(values(), Outer.class)).isEqualTo(outer);
    assertThat(JsonRecords.ofValues(JsonRecords.values(outer), Outer.class)).isEqualTo(outer);
  }

  @Test
  void anOptionalComponentMayBeMissing() {
    Map<String, Object> values = values();
    values.remove("duplicate_of");
    assertThat(JsonRecords.ofValues(values, Outer.class).duplicateOf()).isEmpty();
    values.put("duplicate_of", null);
    assertThat(JsonRecords.ofValues(values, Outer.class).duplicateOf()).isEmpty();
  }

  @Test
  void missingValuesAndValuesOfAnotherTypeAreRejectedByTheirKey() {
    assertRejected("whole", null, "'whole' is missing: expected a whole number");
    assertRejected("whole", "3", "'whole' is 3: expected a whole number");
    assertRejected("whole", 1.5, "'whole' is 1.5: expected a whole number");
    assertRejected("duplicate_of", 7, "'duplicate_of' is 7: expected a text");
    assertRejected("inner", "none", "'inner' is none: expected an object");
    assertRejected(
        "inner", Map.of("value", "high", "words", List.of()), "'value' is high: expected a number");
    assertRejected("whole", -1, "whole is -1: expected 0 or more");
  }
}

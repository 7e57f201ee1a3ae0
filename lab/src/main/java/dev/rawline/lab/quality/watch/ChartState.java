package dev.rawline.lab.quality.watch;

import dev.rawline.lab.statistic.ChartSides;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Cusum;
import dev.rawline.lab.statistic.Ewma;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Charts ↔ the state that stands in a journal. */
public final class ChartState {
  private static final String KIND = "kind";
  private static final String EWMA = "ewma";
  private static final String CUSUM = "cusum";
  private static final String LIMIT = "limit";
  private static final String SIDES = "sides";
  private static final String WEIGHT = "weight";
  private static final String VALUE = "value";
  private static final String ALLOWANCE = "allowance";
  private static final String ABOVE = "above";
  private static final String BELOW = "below";

  private ChartState() {}

  /** Returns the values of a chart, which JSON gives back to the last bit. */
  public static SequencedMap<String, Object> of(ControlScheme chart) {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    switch (chart) {
      case Ewma(double weight, double limit, ChartSides sides, double value) -> {
        values.put(KIND, EWMA);
        values.put(SIDES, sides.word());
        values.put(WEIGHT, weight);
        values.put(LIMIT, limit);
        values.put(VALUE, value);
      }
      case Cusum(double allowance, double limit, ChartSides sides, double above, double below) -> {
        values.put(KIND, CUSUM);
        values.put(SIDES, sides.word());
        values.put(ALLOWANCE, allowance);
        values.put(LIMIT, limit);
        values.put(ABOVE, above);
        values.put(BELOW, below);
      }
    }
    return values;
  }

  /**
   * Returns the chart of values.
   *
   * @param values what {@link #of} has made, read from JSON or not
   * @throws IllegalArgumentException if they are no chart's
   */
  public static ControlScheme chart(Map<?, ?> values) {
    ChartSides sides =
        Arrays.stream(ChartSides.values())
            .filter(each -> each.word().equals(values.get(SIDES)))
            .findFirst()
            .orElseThrow(() -> unexpected(values, SIDES, "both, above or below"));
    double limit = number(values, LIMIT);
    if (EWMA.equals(values.get(KIND))) {
      return new Ewma(number(values, WEIGHT), limit, sides, number(values, VALUE));
    }
    if (CUSUM.equals(values.get(KIND))) {
      return new Cusum(
          number(values, ALLOWANCE), limit, sides, number(values, ABOVE), number(values, BELOW));
    }
    throw unexpected(values, KIND, EWMA + " or " + CUSUM);
  }

  private static double number(Map<?, ?> values, String key) {
    if (values.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw unexpected(values, key, "a number");
  }

  private static IllegalArgumentException unexpected(
      Map<?, ?> values, String key, String expected) {
    return new IllegalArgumentException(
        "the '%s' of a chart is %s: expected %s".formatted(key, values.get(key), expected));
  }
}

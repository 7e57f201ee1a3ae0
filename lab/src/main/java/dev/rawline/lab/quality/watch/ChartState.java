package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.statistic.ChartSides;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Cusum;
import dev.rawline.lab.statistic.Ewma;
import java.util.Arrays;
import java.util.Map;

/** Control charts ↔ their state in a journal. */
public final class ChartState {
  private static final String EWMA = "ewma";
  private static final String CUSUM = "cusum";

  private ChartState() {}

  private record EwmaState(String kind, String sides, double weight, double limit, double value) {}

  private record CusumState(
      String kind, String sides, double allowance, double limit, double above, double below) {}

  /** Returns the values of a chart, which JSON gives back to the last bit. */
  public static Map<String, Object> of(ControlScheme chart) {
    return JsonRecords.values(
        switch (chart) {
          case Ewma(double weight, double limit, ChartSides sides, double value) ->
              new EwmaState(EWMA, sides.word(), weight, limit, value);
          case Cusum(double k, double limit, ChartSides sides, double above, double below) ->
              new CusumState(CUSUM, sides.word(), k, limit, above, below);
        });
  }

  /**
   * Returns the chart of values.
   *
   * @param values the values of a chart, read from JSON or not
   * @throws IllegalArgumentException if they are no chart's
   */
  public static ControlScheme chart(Map<?, ?> values) {
    if (EWMA.equals(values.get("kind"))) {
      EwmaState state = JsonRecords.ofValues(values, EwmaState.class);
      return new Ewma(state.weight, state.limit, sides(state.sides), state.value);
    }
    if (CUSUM.equals(values.get("kind"))) {
      CusumState state = JsonRecords.ofValues(values, CusumState.class);
      return new Cusum(state.allowance, state.limit, sides(state.sides), state.above, state.below);
    }
    throw unexpected("kind", values.get("kind"), "ewma or cusum");
  }

  private static ChartSides sides(String word) {
    return Arrays.stream(ChartSides.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> unexpected("sides", word, "both, above or below"));
  }

  private static IllegalArgumentException unexpected(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "the '%s' of a chart is %s: expected %s".formatted(key, value, expected));
  }
}

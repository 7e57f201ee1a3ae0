package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.Cusum;
import dev.rawline.lab.statistic.Ewma;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Control charts ↔ their state in a journal: the kind, and the components of their record. */
public final class ChartState {
  private static final String KIND = "kind";
  private static final String EWMA = "ewma";
  private static final String CUSUM = "cusum";

  private ChartState() {}

  /** Returns the values of a chart, which JSON gives back to the last bit. */
  public static Map<String, Object> of(ControlScheme chart) {
    return switch (chart) {
      case Ewma ewma -> of(EWMA, ewma);
      case Cusum cusum -> of(CUSUM, cusum);
    };
  }

  private static Map<String, Object> of(String kind, Record chart) {
    SequencedMap<String, Object> values = new LinkedHashMap<>(JsonRecords.values(chart));
    values.putFirst(KIND, kind);
    return values;
  }

  /**
   * Returns the chart of values.
   *
   * @param values the values of a chart, read from JSON or not
   * @throws IllegalArgumentException if they are no chart's
   */
  public static ControlScheme chart(Map<?, ?> values) {
    return switch (String.valueOf(values.get(KIND))) {
      case EWMA -> JsonRecords.ofValues(values, Ewma.class);
      case CUSUM -> JsonRecords.ofValues(values, Cusum.class);
      case String kind ->
          throw new IllegalArgumentException(
              "the 'kind' of a chart is %s: expected ewma or cusum".formatted(kind));
    };
  }
}

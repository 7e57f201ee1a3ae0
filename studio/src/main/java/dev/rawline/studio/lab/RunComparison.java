package dev.rawline.studio.lab;

import dev.rawline.workbench.book.RunRow;
import dev.rawline.workbench.book.RunSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs next to each other, column by column.
 *
 * @param runs the runs
 * @param same the parameters that all of them share, with their value
 * @param parameters the others, by name: the value of every run, null where it has none
 * @param metrics one value of each metric of every run, by name; null where there is none
 * @param left how many further metrics there are
 */
record RunComparison(
    List<RunSummary> runs,
    Map<String, String> same,
    Map<String, List<String>> parameters,
    Map<String, List<Double>> metrics,
    int left) {
  private static final int MOST_METRICS = 300;

  /** Which value of a metric represents a run. */
  enum Value {
    /** That of the last step. */
    LAST(RunRow.Range::last),
    /** The smallest. */
    LEAST(RunRow.Range::least),
    /** The largest. */
    MOST(RunRow.Range::most);

    @SuppressWarnings("Immutable") // a lambda without state
    private final ToDoubleFunction<RunRow.Range> of;

    Value(ToDoubleFunction<RunRow.Range> of) {
      this.of = of;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Compares runs. */
  static RunComparison of(List<RunRow> rows, Value value) {
    Map<String, String> same = new LinkedHashMap<>();
    Map<String, List<String>> parameters = new TreeMap<>();
    columns(rows.stream().map(RunRow::parameters).toList())
        .forEach(
            (name, values) -> {
              if (new HashSet<>(values).size() == 1) {
                same.put(name, values.getFirst());
              } else {
                parameters.put(name, values);
              }
            });
    Map<String, List<RunRow.Range>> all = columns(rows.stream().map(RunRow::metrics).toList());
    Map<String, List<Double>> metrics = new LinkedHashMap<>();
    all.entrySet().stream()
        .limit(MOST_METRICS)
        .forEach(
            metric ->
                metrics.put(
                    metric.getKey(),
                    metric.getValue().stream()
                        .map(range -> range == null ? null : finite(value.of.applyAsDouble(range)))
                        .toList()));
    return new RunComparison(
        rows.stream().map(RunRow::run).toList(),
        same,
        parameters,
        metrics,
        all.size() - metrics.size());
  }

  private static Double finite(double number) {
    return Double.isFinite(number) ? Double.valueOf(number) : null;
  }

  private static <T> Map<String, List<T>> columns(List<SequencedMap<String, T>> rows) {
    Map<String, List<T>> columns = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      for (Map.Entry<String, T> entry : rows.get(row).entrySet()) {
        columns.computeIfAbsent(entry.getKey(), _ -> empty(rows.size())).set(row, entry.getValue());
      }
    }
    return columns;
  }

  private static <T> List<T> empty(int size) {
    List<T> column = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      column.add(null);
    }
    return column;
  }
}

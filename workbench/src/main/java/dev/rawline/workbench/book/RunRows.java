package dev.rawline.workbench.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads many runs of a book at once.
 *
 * @param handle the book, at one moment
 */
record RunRows(Handle handle) {
  /** The number of rows fetched at once, and of values in one statement. */
  static final int PORTION = 1000;

  private static final String PARAMETERS =
      "select run, name, value from parameter where run in (<numbers>) %s order by run, name";

  private static final String METRICS =
      """
      select found.run, found.name, found.least, found.most, metric.value as last, found.steps
      from (
        select run, name, min(value) as least, max(value) as most, max(step) as latest,
          count(*) as steps
        from metric where run in (<numbers>) %s group by run, name) found
      join metric on metric.run = found.run and metric.name = found.name
        and metric.step = found.latest
      order by found.run, found.name
      """;

  private interface Reading {
    void of(List<Long> numbers);
  }

  private static void inPortions(List<Long> numbers, Reading reading) {
    for (int from = 0; from < numbers.size(); from += PORTION) {
      reading.of(numbers.subList(from, Math.min(numbers.size(), from + PORTION)));
    }
  }

  /** Returns the runs that exist, newest first within each portion. */
  List<RunSummary> summaries(List<Long> numbers, Set<Long> gone) {
    List<RunSummary> summaries = new ArrayList<>();
    inPortions(
        numbers,
        portion ->
            handle
                .createQuery(Schema.statement("summary"))
                .bindList("numbers", portion)
                .mapTo(RunSummary.class)
                .map(run -> gone.contains(run.number()) ? run.stopped() : run)
                .forEach(summaries::add));
    return summaries;
  }

  /**
   * Returns the runs that exist, in the order of their numbers here.
   *
   * @param columns what to read of them; all if it is empty
   */
  List<RunRow> rows(List<Long> numbers, Optional<RunColumns> columns, Set<Long> gone) {
    Map<Long, RunSummary> runs = new HashMap<>();
    summaries(numbers, gone).forEach(run -> runs.put(run.number(), run));
    Map<Long, SequencedMap<String, String>> parameters = new HashMap<>();
    Map<Long, SequencedMap<String, RunRow.Range>> metrics = new HashMap<>();
    inPortions(
        numbers,
        portion -> {
          named(PARAMETERS, portion, columns.map(RunColumns::parameters))
              .map(
                  (row, _) ->
                      of(parameters, row.getLong("run"))
                          .put(row.getString("name"), row.getString("value")))
              .forEach(_ -> {});
          named(METRICS, portion, columns.map(RunColumns::metrics))
              .map(
                  (row, _) ->
                      of(metrics, row.getLong("run"))
                          .put(
                              row.getString("name"),
                              new RunRow.Range(
                                  ColumnCodec.number(row, "least"),
                                  ColumnCodec.number(row, "most"),
                                  ColumnCodec.number(row, "last"),
                                  row.getLong("steps"))))
              .forEach(_ -> {});
        });
    return numbers.stream()
        .filter(runs::containsKey)
        .map(
            run ->
                new RunRow(
                    runs.get(run),
                    parameters.getOrDefault(run, new LinkedHashMap<>()),
                    metrics.getOrDefault(run, new LinkedHashMap<>())))
        .toList();
  }

  private static <T> SequencedMap<String, T> of(Map<Long, SequencedMap<String, T>> all, long run) {
    return all.computeIfAbsent(run, _ -> new LinkedHashMap<>());
  }

  private Query named(String sql, List<Long> numbers, Optional<List<String>> names) {
    Query query =
        handle
            .createQuery(sql.formatted(names.isPresent() ? "and name in (<names>)" : ""))
            .bindList("numbers", numbers)
            .setFetchSize(PORTION);
    names.ifPresent(some -> query.bindList(EmptyHandling.NULL_KEYWORD, "names", some));
    return query;
  }

  /** Returns a metric of runs at every step, by run and step. */
  Map<Long, List<RunLog.Measured>> curves(List<Long> numbers, String metric) {
    Map<Long, List<RunLog.Measured>> curves = new LinkedHashMap<>();
    inPortions(
        numbers,
        portion ->
            handle
                .createQuery(
                    "select run, step, value from metric where run in (<numbers>) and name ="
                        + " :metric order by run, step")
                .bindList("numbers", portion)
                .bind("metric", metric)
                .setFetchSize(PORTION)
                .map(
                    (row, _) ->
                        curves
                            .computeIfAbsent(row.getLong("run"), _ -> new ArrayList<>())
                            .add(
                                new RunLog.Measured(
                                    metric, row.getLong("step"), ColumnCodec.number(row, "value"))))
                .forEach(_ -> {}));
    return curves;
  }
}

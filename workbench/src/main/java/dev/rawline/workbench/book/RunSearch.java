package dev.rawline.workbench.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds runs in a book.
 *
 * @param handle the book, at one moment
 * @param gone the runs whose process is gone
 */
record RunSearch(Handle handle, Set<Long> gone) {
  /** The state of a run in SQL. */
  static final String STATE = "case when run.id in (<gone>) then 'stopped' else run.state end";

  private static final char ESCAPE = '!';

  /** Returns the numbers of all runs that match a filter, in an order. */
  List<Long> numbers(RunQuery wanted) {
    RunFilter filter = wanted.filter();
    RunOrder order = wanted.order();
    boolean byText = order.key() == RunOrder.Key.PARAM;
    StringBuilder sql =
        new StringBuilder(
            "select run.id as id, %s as place from run join experiment on experiment.id = run.experiment where 1 = 1"
                .formatted(byText ? RunOrder.NEWEST.key().sql() : order.key().sql()));
    filter.experiment().ifPresent(_ -> sql.append(" and experiment.name = :experiment"));
    filter.command().ifPresent(_ -> sql.append(" and run.command = :command"));
    filter.state().ifPresent(_ -> sql.append(" and %s = :state".formatted(STATE)));
    wanted
        .text()
        .ifPresent(
            _ ->
                sql.append(
                    " and (lower(run.name) like :text escape '%1$s' or lower(experiment.name) like :text escape '%1$s')"
                        .formatted(ESCAPE)));
    if (!filter.parts()) {
      sql.append(" and run.parent is null");
    }
    Query query =
        handle.createQuery(
            "select id from (%s) found order by %s"
                .formatted(sql, ordered(order.key(), byText || order.descending())));
    filter.experiment().ifPresent(name -> query.bind("experiment", name));
    filter.command().ifPresent(word -> query.bind("command", word));
    filter.state().ifPresent(state -> query.bind("state", state));
    if (filter.state().isPresent() || order.key() == RunOrder.Key.STATE) {
      query.bindList(EmptyHandling.NULL_KEYWORD, "gone", List.copyOf(gone));
    }
    wanted.text().ifPresent(text -> query.bind("text", "%" + escaped(text) + "%"));
    if (order.key().isNamed() && !byText) {
      query.bind("ordered", order.name());
    }
    List<Long> numbers = query.setFetchSize(RunRows.PORTION).map((row, _) -> row.getLong(1)).list();
    for (RunCondition condition : filter.where()) {
      Set<Long> matching = matching(condition);
      numbers = numbers.stream().filter(matching::contains).toList();
    }
    return byText ? byParameter(numbers, order) : numbers;
  }

  /** Every run has a number, and runs lie in its order. */
  private static String ordered(RunOrder.Key key, boolean descending) {
    String way = descending ? "desc" : "asc";
    return key == RunOrder.Key.NUMBER || key == RunOrder.Key.PARAM
        ? "id " + way
        : "place is null, place %s, id desc".formatted(way);
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", ESCAPE + "$0");
  }

  /** Compares texts here: a database does not know that some of them are numbers. */
  private Set<Long> matching(RunCondition condition) {
    return switch (condition.of()) {
      case PARAM -> texts("params", condition);
      case TAG -> texts("tags", condition);
      case METRIC -> metric(condition);
    };
  }

  private Set<Long> metric(RunCondition condition) {
    Query query =
        handle
            .createQuery(
                "select run from last_metrics where name = :name and " + condition.sql("value"))
            .bind("name", condition.name());
    if (!Double.isNaN(condition.wanted())) {
      query.bind("wanted", condition.wanted());
    }
    return query.setFetchSize(RunRows.PORTION).mapTo(Long.class).set();
  }

  private Set<Long> texts(String view, RunCondition condition) {
    Set<Long> matching = new HashSet<>();
    values(view, condition.name())
        .forEach(
            (run, value) -> {
              if (condition.holds(value)) {
                matching.add(run);
              }
            });
    return matching;
  }

  private Map<Long, String> values(String view, String name) {
    Map<Long, String> values = new HashMap<>();
    handle
        .createQuery("select run, value from %s where name = :name".formatted(view))
        .bind("name", name)
        .setFetchSize(RunRows.PORTION)
        .map((row, _) -> Map.entry(row.getLong("run"), row.getString("value")))
        .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  private List<Long> byParameter(List<Long> numbers, RunOrder order) {
    record Place(long run, OptionalDouble number, String text) {}
    Map<Long, String> values = values("params", order.name());
    List<Place> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (long run : numbers) {
      String value = values.get(run);
      if (value == null) {
        unknown.add(run);
      } else {
        known.add(new Place(run, RunCondition.number(value), value));
      }
    }
    Comparator<Place> comparator =
        Comparator.comparing((Place place) -> place.number().isEmpty())
            .thenComparingDouble(place -> place.number().orElse(0))
            .thenComparing(place -> place.number().isPresent() ? "" : place.text());
    known.sort(order.descending() ? comparator.reversed() : comparator);
    List<Long> sorted = new ArrayList<>(known.stream().map(Place::run).toList());
    sorted.addAll(unknown);
    return sorted;
  }

  /** Returns the names that occur. */
  RunNames names() {
    return new RunNames(
        distinct("experiment"),
        handle
            .createQuery("select distinct command from run order by command")
            .mapTo(String.class)
            .list(),
        distinct("parameter"),
        distinct("metric"),
        distinct("tag"));
  }

  /** Jumps from name to name along the index: there are few names of millions of rows. */
  private List<String> distinct(String table) {
    return handle
        .createQuery(
            """
            with recursive known(name) as (
              select min(name) from %1$s
              union all
              select (select min(later.name) from %1$s later where later.name > known.name)
              from known where known.name is not null)
            select name from known where name is not null
            """
                .formatted(table))
        .mapTo(String.class)
        .list();
  }
}

package dev.rawline.workbench.book;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.Query;

/** Reads a book: each question has a connection of its own, which cannot write. */
final class BookReader {
  /** The number of rows fetched at once, and of values in one statement. */
  private static final int PORTION = 1000;

  private static final String SUMMARY =
      """
      select run.id as number, run.parent, experiment.name as experiment, run.name, run.command,
        run.state, run.started, run.seconds,
        (select count(*) from run part where part.parent = run.id) as parts
      from run join experiment on experiment.id = run.experiment
      where run.id in (<numbers>) order by run.id desc
      """;

  private static final String ORIGIN =
      """
      select plan, code_commit as "commit", data, seeds, machine, versions
      from runs where number = :run
      """;

  private static final String METRICS =
      "select name, step, value from metrics where run = :run order by name, step";

  private static final String CELLS =
      """
      select * from cells where run = :run
      order by trained, tested, corruption, severity, split, metric
      """;

  private static final String PREDICTIONS =
      """
      select * from predictions where run = :run
      order by trained, tested, corruption, severity, split, sample
      """;

  private static final String TOLERANCES =
      "select * from tolerances where run = :run order by parameter, metric";

  private final Database database;
  private final Jdbi jdbi;

  BookReader(Database database) {
    this.database = database;
    this.jdbi = ColumnCodec.jdbi(database::openForReading);
  }

  /** Answers a question; all that it reads is of one moment. */
  private <T> T ask(Question<T> question) throws IOException {
    try {
      return jdbi.inTransaction(question::of);
    } catch (JdbiException e) {
      throw BookWriter.failure(database, e);
    }
  }

  /**
   * A question.
   *
   * @param <T> what answers it
   */
  @FunctionalInterface
  private interface Question<T> {
    T of(Handle handle);
  }

  RunSummary.Page runs(RunFilter filter) throws IOException {
    return ask(
        handle -> {
          List<Long> numbers = numbers(handle, filter);
          List<Long> newest = numbers.subList(0, Math.min(numbers.size(), filter.limit()));
          return new RunSummary.Page(summaries(handle, newest), numbers.size());
        });
  }

  private static List<Long> numbers(Handle handle, RunFilter filter) {
    StringBuilder sql =
        new StringBuilder(
            "select run.id from run join experiment on experiment.id = run.experiment where 1 = 1");
    filter.experiment().ifPresent(_ -> sql.append(" and experiment.name = :experiment"));
    filter.command().ifPresent(_ -> sql.append(" and run.command = :command"));
    filter.state().ifPresent(_ -> sql.append(" and run.state = :state"));
    if (!filter.parts()) {
      sql.append(" and run.parent is null");
    }
    Query query = handle.createQuery(sql.append(" order by run.id desc").toString());
    filter.experiment().ifPresent(name -> query.bind("experiment", name));
    filter.command().ifPresent(word -> query.bind("command", word));
    filter.state().ifPresent(state -> query.bind("state", state));
    List<Long> numbers = query.setFetchSize(PORTION).mapTo(Long.class).list();
    for (RunCondition condition : filter.where()) {
      Set<Long> matching = matching(handle, condition);
      numbers = numbers.stream().filter(matching::contains).toList();
    }
    return numbers;
  }

  /** Compares texts here: a database does not know that some of them are numbers. */
  private static Set<Long> matching(Handle handle, RunCondition condition) {
    return switch (condition.of()) {
      case PARAM -> texts(handle, "params", condition);
      case TAG -> texts(handle, "tags", condition);
      case METRIC -> numbers(handle, condition);
    };
  }

  private static Set<Long> numbers(Handle handle, RunCondition condition) {
    Query query =
        handle
            .createQuery(
                "select run from last_metrics where name = :name and " + condition.sql("value"))
            .bind("name", condition.name());
    if (!Double.isNaN(condition.wanted())) {
      query.bind("wanted", condition.wanted());
    }
    return query.setFetchSize(PORTION).mapTo(Long.class).set();
  }

  private static Set<Long> texts(Handle handle, String view, RunCondition condition) {
    Set<Long> matching = new HashSet<>();
    handle
        .createQuery("select run, value from %s where name = :name".formatted(view))
        .bind("name", condition.name())
        .setFetchSize(PORTION)
        .map((row, _) -> condition.holds(row.getString("value")) ? row.getLong("run") : 0)
        .forEach(matching::add);
    return matching;
  }

  private static List<RunSummary> summaries(Handle handle, List<Long> numbers) {
    List<RunSummary> summaries = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += PORTION) {
      handle
          .createQuery(SUMMARY)
          .bindList("numbers", numbers.subList(from, Math.min(numbers.size(), from + PORTION)))
          .mapTo(RunSummary.class)
          .forEach(summaries::add);
    }
    return summaries;
  }

  /** Returns the newest run that is not part of another. */
  OptionalLong newest() throws IOException {
    return ask(
        handle ->
            handle
                .createQuery("select max(id) from run where parent is null")
                .mapTo(OptionalLong.class)
                .one());
  }

  Optional<RunRecord> run(long number) throws IOException {
    return ask(
        handle ->
            summaries(handle, List.of(number)).stream()
                .findFirst()
                .map(summary -> record(handle, summary)));
  }

  private static RunRecord record(Handle handle, RunSummary summary) {
    long number = summary.number();
    List<Long> parts =
        of(handle, "select id from run where parent = :run order by id desc", number)
            .mapTo(Long.class)
            .list();
    return new RunRecord(
        summary,
        of(handle, ORIGIN, number).mapTo(RunOrigin.class).one(),
        named(handle, "params", "value", number, new GenericType<>() {}),
        named(handle, "last_metrics", "value", number, new GenericType<>() {}),
        named(handle, "tags", "value", number, new GenericType<>() {}),
        of(handle, "select * from artefacts where run = :run order by name", number)
            .setMapKeyColumn("name")
            .collectInto(new GenericType<LinkedHashMap<String, RunRecord.Artefact>>() {}),
        summaries(handle, parts).reversed(),
        count(handle, "cells", number),
        count(handle, "predictions", number),
        count(handle, "tolerances", number));
  }

  private static Query of(Handle handle, String sql, long number) {
    return handle.createQuery(sql).bind("run", number).setFetchSize(PORTION);
  }

  @SuppressWarnings("NonApiType") // the type that the library collects into
  private static <T> LinkedHashMap<String, T> named(
      Handle handle,
      String view,
      String column,
      long number,
      GenericType<LinkedHashMap<String, T>> type) {
    String sql = "select name, %s from %s where run = :run order by name".formatted(column, view);
    return of(handle, sql, number)
        .setMapKeyColumn("name")
        .setMapValueColumn(column)
        .collectInto(type);
  }

  private static long count(Handle handle, String view, long number) {
    return of(handle, "select count(*) from %s where run = :run".formatted(view), number)
        .mapTo(Long.class)
        .one();
  }

  List<RunLog.Measured> metrics(long number) throws IOException {
    return list(METRICS, number, RunLog.Measured.class);
  }

  List<RunLog.Cell> cells(long number) throws IOException {
    return list(CELLS, number, RunLog.Cell.class);
  }

  List<RunLog.Tolerance> tolerances(long number) throws IOException {
    return list(TOLERANCES, number, RunLog.Tolerance.class);
  }

  private <T> List<T> list(String sql, long number, Class<T> row) throws IOException {
    return ask(handle -> of(handle, sql, number).mapTo(row).list());
  }

  void predictions(long number, Consumer<RunLog.Prediction> to) throws IOException {
    ask(
        handle -> {
          of(handle, PREDICTIONS, number).mapTo(RunLog.Prediction.class).forEach(to);
          return true;
        });
  }
}

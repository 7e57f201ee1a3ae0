package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** What reads a book: a connection for every question, which cannot write. */
record BookReader(Database database) {
  /** So many rows are fetched at once. */
  private static final int PORTION = 1000;

  private static final String SUMMARY =
      """
      select run.id, run.parent, experiment.name as experiment, run.name, run.command, run.state,
        run.started, run.seconds,
        (select count(*) from run part where part.parent = run.id) as parts
      from run join experiment on experiment.id = run.experiment
      """;

  /**
   * A question.
   *
   * @param <T> what answers it
   */
  @FunctionalInterface
  interface Question<T> {
    T of(Handle handle);
  }

  /** Asks a question; all that it reads is of one moment. */
  <T> T ask(Question<T> question) throws IOException {
    try (Handle handle = Jdbi.open(database::openForReading)) {
      return handle.inTransaction(question::of);
    } catch (JdbiException e) {
      throw BookWriter.failure(database, e);
    }
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
    filter.state().ifPresent(state -> query.bind("state", state.word()));
    List<Long> numbers = query.setFetchSize(PORTION).mapTo(Long.class).list();
    for (RunCondition condition : filter.where()) {
      Set<Long> fitting = fitting(handle, condition);
      numbers = numbers.stream().filter(fitting::contains).toList();
    }
    return numbers;
  }

  /** Texts are compared here: a database does not know that some of them are numbers. */
  private static Set<Long> fitting(Handle handle, RunCondition condition) {
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
    Set<Long> fitting = new HashSet<>();
    handle
        .createQuery("select run, value from %s where name = :name".formatted(view))
        .bind("name", condition.name())
        .setFetchSize(PORTION)
        .map((row, _) -> condition.holds(row.getString("value")) ? row.getLong("run") : 0)
        .forEach(fitting::add);
    return fitting;
  }

  /** Databases take only so many values in one statement. */
  private static List<RunSummary> summaries(Handle handle, List<Long> numbers) {
    List<RunSummary> summaries = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += PORTION) {
      handle
          .createQuery(SUMMARY + " where run.id in (<numbers>) order by run.id desc")
          .bindList("numbers", numbers.subList(from, Math.min(numbers.size(), from + PORTION)))
          .map((row, _) -> summary(row))
          .forEach(summaries::add);
    }
    return summaries;
  }

  private static RunSummary summary(ResultSet row) throws SQLException {
    long parent = row.getLong("parent");
    OptionalLong of = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(parent);
    double seconds = row.getDouble("seconds");
    OptionalDouble took = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    return new RunSummary(
        row.getLong("id"),
        of,
        row.getString("experiment"),
        row.getString("name"),
        row.getString("command"),
        RunState.of(row.getString("state")),
        Instant.parse(row.getString("started")),
        took,
        row.getInt("parts"));
  }

  /** Returns the newest run that is no part of another. */
  OptionalLong newest() throws IOException {
    return ask(
        handle ->
            handle
                .createQuery("select max(id) from run where parent is null")
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
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
        handle
            .createQuery("select id from run where parent = :run order by id desc")
            .bind("run", number)
            .mapTo(Long.class)
            .list();
    return new RunRecord(
        summary,
        origin(handle, number),
        texts(handle, "params", number),
        lastMetrics(handle, number),
        texts(handle, "tags", number),
        artefacts(handle, number),
        summaries(handle, parts).reversed(),
        count(handle, "cells", number),
        count(handle, "predictions", number),
        count(handle, "tolerances", number));
  }

  private static RunOrigin origin(Handle handle, long number) {
    return handle
        .createQuery("select * from runs where number = :run")
        .bind("run", number)
        .map(
            (row, _) ->
                new RunOrigin(
                    row.getString("plan"),
                    row.getString("code_commit"),
                    row.getString("data"),
                    ColumnCodec.seeds(row.getString("seeds")),
                    row.getString("machine"),
                    ColumnCodec.versions(row.getString("versions"))))
        .one();
  }

  private static SequencedMap<String, String> texts(Handle handle, String view, long number) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    handle
        .createQuery("select name, value from %s where run = :run order by name".formatted(view))
        .bind("run", number)
        .map((row, _) -> texts.put(row.getString("name"), row.getString("value")) == null)
        .list();
    return texts;
  }

  private static SequencedMap<String, Double> lastMetrics(Handle handle, long number) {
    SequencedMap<String, Double> last = new LinkedHashMap<>();
    handle
        .createQuery("select name, value from last_metrics where run = :run order by name")
        .bind("run", number)
        .map((row, _) -> last.put(row.getString("name"), real(row, "value")) == null)
        .list();
    return last;
  }

  private static SequencedMap<String, RunRecord.Artefact> artefacts(Handle handle, long number) {
    SequencedMap<String, RunRecord.Artefact> artefacts = new LinkedHashMap<>();
    handle
        .createQuery("select name, sha256, bytes from artefacts where run = :run order by name")
        .bind("run", number)
        .map(
            (row, _) ->
                artefacts.put(
                        row.getString("name"),
                        new RunRecord.Artefact(row.getString("sha256"), row.getLong("bytes")))
                    == null)
        .list();
    return artefacts;
  }

  private static long count(Handle handle, String view, long number) {
    return handle
        .createQuery("select count(*) from %s where run = :run".formatted(view))
        .bind("run", number)
        .mapTo(Long.class)
        .one();
  }

  List<RunLog.Measured> metrics(long number) throws IOException {
    return ask(
        handle ->
            handle
                .createQuery(
                    "select name, step, value from metrics where run = :run order by name, step")
                .bind("run", number)
                .setFetchSize(PORTION)
                .map(
                    (row, _) ->
                        new RunLog.Measured(
                            row.getString("name"), row.getLong("step"), real(row, "value")))
                .list());
  }

  List<RunLog.Cell> cells(long number) throws IOException {
    return ask(
        handle ->
            handle
                .createQuery(
                    """
                    select * from cells where run = :run
                    order by trained, tested, corruption, severity, split, metric
                    """)
                .bind("run", number)
                .setFetchSize(PORTION)
                .map(
                    (row, _) ->
                        new RunLog.Cell(
                            row.getString("trained"),
                            row.getString("tested"),
                            row.getString("corruption"),
                            row.getInt("severity"),
                            row.getInt("split"),
                            row.getString("metric"),
                            real(row, "value")))
                .list());
  }

  void predictions(long number, Consumer<RunLog.Prediction> to) throws IOException {
    ask(
        handle -> {
          handle
              .createQuery(
                  """
                  select * from predictions where run = :run
                  order by trained, tested, corruption, severity, split, sample
                  """)
              .bind("run", number)
              .setFetchSize(PORTION)
              .map(
                  (row, _) ->
                      new RunLog.Prediction(
                          row.getString("trained"),
                          row.getString("tested"),
                          row.getString("corruption"),
                          row.getInt("severity"),
                          row.getInt("split"),
                          row.getString("sample"),
                          row.getString("truth"),
                          row.getString("predicted"),
                          real(row, "probability")))
              .forEach(to);
          return true;
        });
  }

  List<RunLog.Tolerance> tolerances(long number) throws IOException {
    return ask(
        handle ->
            handle
                .createQuery("select * from tolerances where run = :run order by parameter, metric")
                .bind("run", number)
                .map(
                    (row, _) ->
                        new RunLog.Tolerance(
                            row.getString("parameter"),
                            row.getString("metric"),
                            row.getString("unit"),
                            real(row, "usual"),
                            real(row, "low"),
                            real(row, "high"),
                            real(row, "low_from"),
                            real(row, "low_to"),
                            real(row, "high_from"),
                            real(row, "high_to"),
                            row.getInt("low_open") == 1,
                            row.getInt("high_open") == 1,
                            real(row, "baseline"),
                            real(row, "delta"),
                            real(row, "level")))
                .list());
  }

  private static double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}

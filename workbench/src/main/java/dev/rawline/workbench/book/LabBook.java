package dev.rawline.workbench.book;

import dev.rawline.data.web.TransientException;
import dev.rawline.learning.plan.PlanReference;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.Query;

/**
 * The record of all runs: experiments and their runs with parameters, metrics, tags, artefacts,
 * cells, predictions and tolerances, in SQLite or PostgreSQL.
 *
 * <p>Several programs may write to one book at once. It is safe for use by several threads.
 *
 * <p>Every method throws an {@link IllegalArgumentException} for a run or a name that does not
 * exist, and an {@link IOException} if the book cannot be read or written; the messages state the
 * remedy.
 */
public final class LabBook implements RunLogs {
  private static final String LAST = "last";

  private final Database database;
  private final ArtefactStore store;
  private final Jdbi jdbi;
  private final BookWriter writer;

  private LabBook(Database database) {
    this.database = database;
    this.store = new ArtefactStore(database.place().artefacts());
    this.jdbi = ColumnCodec.jdbi(database::openForReading);
    this.writer = new BookWriter(database);
  }

  /**
   * Opens a book, and creates it if it does not exist.
   *
   * @throws UnusableBookException if the place holds something else, or a book of a newer program
   * @throws IOException if it cannot be read or created
   */
  public static LabBook open(BookLocation place) throws IOException {
    Database database = database(place);
    database.prepare();
    Schema.bringUpToDate(database);
    return new LabBook(database);
  }

  /**
   * Opens an existing book.
   *
   * @throws UnusableBookException if there is none, something else, or a book of a newer program
   * @throws IOException if it cannot be read
   */
  public static LabBook openExisting(BookLocation place) throws IOException {
    Database database = database(place);
    if (!database.exists()) {
      throw new UnusableBookException(
          place,
          "does not exist yet",
          "train and drift write it as they run; or name another by --lab or %s"
              .formatted(BookLocation.VARIABLE),
          null);
    }
    Schema.bringUpToDate(database);
    return new LabBook(database);
  }

  private static Database database(BookLocation place) {
    return switch (place) {
      case BookLocation.Folder folder -> new SqliteDatabase(folder);
      case BookLocation.Server server -> new PostgresDatabase(server);
    };
  }

  /** Returns its location. */
  public BookLocation place() {
    return database.place();
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(UUID.randomUUID().toString(), Optional.empty(), start, Instant.now());
  }

  /**
   * Begins the log of a run that may have begun before: one key is one run.
   *
   * @param key its key, which no other run has
   * @param parent the key of the run that it is a part of
   * @param started when it began
   */
  public RunLog begin(String key, Optional<String> parent, RunStart start, Instant started)
      throws IOException {
    return SqlRunLog.begin(writer, store, key, parent, start, started);
  }

  /** Returns the log of a run that has begun, by its key. */
  public RunLog resume(String key) throws IOException {
    return begun(key);
  }

  /**
   * Logs the end of a run that ended before it could be logged.
   *
   * @param key its key
   * @param ended when it ended
   * @param took its duration, if it differs from the time since its start
   */
  public void end(String key, RunState state, Instant ended, Optional<Duration> took)
      throws IOException {
    SqlRunLog run = begun(key);
    run.end(state, ended, took.orElse(Duration.between(run.started(), ended)));
  }

  private SqlRunLog begun(String key) throws IOException {
    return writer
        .write(
            handle ->
                handle
                    .createQuery("select id, started from run where run_key = :key")
                    .bind("key", key)
                    .map(
                        (row, _) ->
                            new SqlRunLog(
                                writer,
                                store,
                                key,
                                row.getLong("id"),
                                Instant.parse(row.getString("started"))))
                    .findOne())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the lab book %s has no run with the key %s".formatted(place(), key)));
  }

  /**
   * Returns whether it can be written now.
   *
   * @throws IOException if it cannot, for another reason than that its server does not answer
   */
  public boolean isReachable() throws IOException {
    try {
      return writer.attempt(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
          == 1;
    } catch (TransientException e) {
      return false;
    }
  }

  /** Returns a name for its files on this machine, which no other book has. */
  public String localName() {
    return database.localName();
  }

  /** Prevents other programs from importing until it is closed; empty if one imports now. */
  public Optional<Closeable> tryLockForImport() throws IOException {
    return database.tryLockForImport();
  }

  /** Returns the runs that match a filter, newest first. */
  public RunSummary.Page runs(RunFilter filter) throws IOException {
    return ask(
        handle -> {
          Set<Long> gone = RunProcess.gone(handle);
          List<Long> numbers =
              new RunSearch(handle, gone)
                  .numbers(new RunQuery(filter, Optional.empty(), RunOrder.NEWEST));
          List<Long> newest = numbers.subList(0, Math.min(numbers.size(), filter.limit()));
          return new RunSummary.Page(new RunRows(handle).summaries(newest, gone), numbers.size());
        });
  }

  /** Returns the numbers of runs in an order, as many as the filter's limit at most. */
  public List<Long> numbers(RunQuery query) throws IOException {
    return ask(
        handle -> {
          List<Long> numbers = new RunSearch(handle, RunProcess.gone(handle)).numbers(query);
          return List.copyOf(numbers.subList(0, Math.min(numbers.size(), query.filter().limit())));
        });
  }

  /**
   * Returns runs by their numbers, in the same order; those that do not exist are left out.
   *
   * @param columns the parameters and metrics to read; all if it is empty
   */
  public List<RunRow> rows(List<Long> numbers, Optional<RunColumns> columns) throws IOException {
    return ask(handle -> new RunRows(handle).rows(numbers, columns, RunProcess.gone(handle)));
  }

  /** Returns the names of experiments, commands, parameters, metrics and tags of all runs. */
  public RunNames names() throws IOException {
    return ask(handle -> new RunSearch(handle, Set.of()).names());
  }

  /** Returns a metric of runs at every step, by run; runs without it are left out. */
  public Map<Long, List<RunLog.Measured>> curves(List<Long> numbers, String metric)
      throws IOException {
    return ask(handle -> new RunRows(handle).curves(numbers, metric));
  }

  /**
   * Returns the number of a run.
   *
   * @param word its number, or "last" for the newest run that is not part of another
   */
  public long number(String word) throws IOException {
    if (word.equals(LAST)) {
      return ask(handle ->
              handle
                  .createQuery("select max(id) from run where parent is null")
                  .mapTo(OptionalLong.class)
                  .one())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the lab book %s has no runs yet: train and drift record theirs"
                          .formatted(place())));
    }
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a run: expected its number, as rawline lab ls lists it, or last"
              .formatted(word),
          e);
    }
  }

  /** Returns a run. */
  public RunRecord run(long number) throws IOException {
    return ask(handle -> {
          Set<Long> gone = RunProcess.gone(handle);
          return new RunRows(handle)
              .summaries(List.of(number), gone).stream()
                  .findFirst()
                  .map(summary -> record(handle, summary, gone));
        })
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the lab book %s has no run %d: rawline lab ls lists all runs"
                        .formatted(place(), number)));
  }

  /** Returns every metric of a run at every step, by name and step. */
  public List<RunLog.Measured> metrics(long number) throws IOException {
    return list(
        "select name, step, value from metrics where run = :run order by name, step",
        number,
        RunLog.Measured.class);
  }

  /** Returns the metrics of models under conditions in a run. */
  public List<RunLog.Cell> cells(long number) throws IOException {
    return list(Schema.statement("cells"), number, RunLog.Cell.class);
  }

  /** Returns the tolerance intervals of a run. */
  public List<RunLog.Tolerance> tolerances(long number) throws IOException {
    return list(
        "select * from tolerances where run = :run order by parameter, metric",
        number,
        RunLog.Tolerance.class);
  }

  /** Passes the predictions of a run on, one after the other. */
  public void predictions(long number, Consumer<RunLog.PredictionEntry> to) throws IOException {
    ask(
        handle -> {
          of(handle, Schema.statement("predictions"), number)
              .mapTo(RunLog.PredictionEntry.class)
              .forEach(to);
          return true;
        });
  }

  /**
   * Returns the path of a run's artefact. The file must not be changed.
   *
   * @throws UnusableBookException if the file was changed or is missing
   */
  public Path artefact(long number, String name) throws IOException {
    RunRecord run = run(number);
    RunRecord.Artefact artefact = run.artefacts().get(name);
    if (artefact == null) {
      throw new IllegalArgumentException(
          "run %d has no artefact %s: it has %s"
              .formatted(
                  number,
                  name,
                  run.artefacts().isEmpty()
                      ? "none"
                      : String.join(", ", run.artefacts().keySet())));
    }
    return artefacts().whole(number, name, artefact);
  }

  private ArtefactFiles artefacts() {
    return new ArtefactFiles(place(), store);
  }

  /**
   * Returns the result of a query over the views of the book, which docs/reference/lab-sql.md
   * describes.
   *
   * @param sql one statement that reads
   * @param limit the most rows to return, at least 1
   * @throws IllegalArgumentException if it does more than read, or is not valid
   */
  public QueryResult query(String sql, int limit) throws IOException {
    return query(sql, new QueryLimit(limit, QueryLimit.NO_END));
  }

  /**
   * Returns the result of such a query within limits.
   *
   * @throws IllegalArgumentException if it does more than read, is not valid, or takes too long
   */
  public QueryResult query(String sql, QueryLimit limit) throws IOException {
    return new UserQuery(database).ask(sql, limit);
  }

  /** Returns the views that queries use, each with its columns. */
  public SequencedMap<String, List<String>> views() throws IOException {
    return new UserQuery(database).views();
  }

  /** Returns the differences between two runs. */
  public RunDifference diff(long one, long other) throws IOException {
    return RunDifference.of(run(one), run(other));
  }

  /**
   * Writes a run and its parts into a new folder: run.json, metrics.csv, cells.csv,
   * predictions.csv, tolerances.csv, artefacts/, and parts/ with a folder for each part.
   *
   * @throws IllegalArgumentException if the folder exists and is not empty
   */
  public void export(long number, Path folder) throws IOException {
    new BookExport(this).write(run(number), folder);
  }

  /**
   * Copies the artefacts of a run whose names have a prefix into a new folder, named by the rest of
   * their names.
   *
   * @param prefix such as "model/"; empty for all
   * @throws IllegalArgumentException if the folder exists and is not empty
   * @throws UnusableBookException if a file was changed or is missing
   */
  public void artefacts(long number, String prefix, Path folder) throws IOException {
    artefacts().copy(run(number), prefix, folder);
  }

  /**
   * Copies the model of a run into a new folder, which can be used like the one that training
   * wrote.
   *
   * @throws IllegalArgumentException if the folder exists and is not empty, or the run has no model
   */
  public void model(long number, Path folder) throws IOException {
    artefacts().copyModel(run(number), folder);
  }

  /** Returns the place where plans look up the model of a run, such as run:17. */
  public PlanReference.Runs asRuns() {
    return id -> artefacts().modelFolder(run(number(id)));
  }

  /**
   * Answers a question by a connection of its own, which cannot write; all that it reads is of one
   * moment.
   */
  private <T> T ask(HandleCallback<T, RuntimeException> question) throws IOException {
    try {
      return jdbi.inTransaction(question);
    } catch (JdbiException e) {
      throw BookWriter.failure(database, e);
    }
  }

  private static RunRecord record(Handle handle, RunSummary summary, Set<Long> gone) {
    long number = summary.number();
    List<Long> parts =
        of(handle, "select id from run where parent = :run order by id desc", number)
            .mapTo(Long.class)
            .list();
    return new RunRecord(
        summary,
        of(handle, Schema.statement("origin"), number).mapTo(RunOrigin.class).one(),
        named(handle, "params", "value", number, new GenericType<>() {}),
        named(handle, "last_metrics", "value", number, new GenericType<>() {}),
        named(handle, "tags", "value", number, new GenericType<>() {}),
        of(handle, "select * from artefacts where run = :run order by name", number)
            .setMapKeyColumn("name")
            .collectInto(new GenericType<LinkedHashMap<String, RunRecord.Artefact>>() {}),
        new RunRows(handle).summaries(parts, gone).reversed(),
        count(handle, "cells", number),
        count(handle, "predictions", number),
        count(handle, "tolerances", number));
  }

  private static Query of(Handle handle, String sql, long number) {
    return handle.createQuery(sql).bind("run", number).setFetchSize(RunRows.PORTION);
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

  private <T> List<T> list(String sql, long number, Class<T> row) throws IOException {
    return ask(handle -> of(handle, sql, number).mapTo(row).list());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

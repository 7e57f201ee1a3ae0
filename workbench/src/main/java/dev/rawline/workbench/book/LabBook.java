package dev.rawline.workbench.book;

import dev.rawline.learning.plan.PlanReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
  private final BookReader reader;
  private final BookWriter writer;

  private LabBook(Database database) {
    this.database = database;
    this.store = new ArtefactStore(database.place().artefacts());
    this.reader = new BookReader(database);
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
    return SqlRunLog.begin(writer, store, start, OptionalLong.empty());
  }

  /** Returns the runs that match a filter, newest first. */
  public RunSummary.Page runs(RunFilter filter) throws IOException {
    return reader.runs(filter);
  }

  /**
   * Returns the number of a run.
   *
   * @param word its number, or "last" for the newest run that is not part of another
   */
  public long number(String word) throws IOException {
    if (word.equals(LAST)) {
      return reader
          .newest()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the lab book %s holds no run yet: train and drift write theirs"
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
    return reader
        .run(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the lab book %s has no run %d: rawline lab ls lists all runs"
                        .formatted(place(), number)));
  }

  /** Returns every metric of a run at every step, by name and step. */
  public List<RunLog.Measured> metrics(long number) throws IOException {
    return reader.metrics(number);
  }

  /** Returns the metrics of models under conditions in a run. */
  public List<RunLog.Cell> cells(long number) throws IOException {
    return reader.cells(number);
  }

  /** Returns the tolerance intervals of a run. */
  public List<RunLog.Tolerance> tolerances(long number) throws IOException {
    return reader.tolerances(number);
  }

  /** Passes the predictions of a run on, one after the other. */
  public void predictions(long number, Consumer<RunLog.Prediction> to) throws IOException {
    reader.predictions(number, to);
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
    return new UserQuery(database).ask(sql, limit);
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

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

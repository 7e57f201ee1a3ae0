package dev.rawline.workbench.book;

import dev.rawline.learning.plan.PlanReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A lab book in a database, and its artefacts beside it. */
final class SqlLabBook implements LabBook {
  private static final String LAST = "last";

  private final Database database;
  private final ArtefactStore store;
  private final BookReader reader;
  private final BookWriter writer;

  private SqlLabBook(Database database) {
    this.database = database;
    this.store = new ArtefactStore(database.place().artefacts());
    this.reader = new BookReader(database);
    this.writer = new BookWriter(database);
  }

  static SqlLabBook open(BookLocation place) throws IOException {
    Database database = database(place);
    database.prepare();
    Schema.bringUpToDate(database);
    return new SqlLabBook(database);
  }

  static SqlLabBook openExisting(BookLocation place) throws IOException {
    Database database = database(place);
    if (!database.exists()) {
      throw new UnusableBookException(
          place,
          "is not there yet",
          "train and drift write it as they run; or name another by --lab or %s"
              .formatted(BookLocation.VARIABLE),
          null);
    }
    Schema.bringUpToDate(database);
    return new SqlLabBook(database);
  }

  private static Database database(BookLocation place) {
    return switch (place) {
      case BookLocation.Folder folder -> new SqliteDatabase(folder);
      case BookLocation.Server server -> new PostgresDatabase(server);
    };
  }

  @Override
  public BookLocation place() {
    return database.place();
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return SqlRunLog.begin(writer, store, start, OptionalLong.empty());
  }

  @Override
  public RunSummary.Page runs(RunFilter filter) throws IOException {
    return reader.runs(filter);
  }

  @Override
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
          "'%s' is no run: expected its number, as rawline lab ls tells it, or last"
              .formatted(word),
          e);
    }
  }

  @Override
  public RunRecord run(long number) throws IOException {
    return reader
        .run(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the lab book %s has no run %d: rawline lab ls tells which there are"
                        .formatted(place(), number)));
  }

  @Override
  public List<RunLog.Measured> metrics(long number) throws IOException {
    return reader.metrics(number);
  }

  @Override
  public List<RunLog.Cell> cells(long number) throws IOException {
    return reader.cells(number);
  }

  @Override
  public List<RunLog.Tolerance> tolerances(long number) throws IOException {
    return reader.tolerances(number);
  }

  @Override
  public void predictions(long number, Consumer<RunLog.Prediction> to) throws IOException {
    reader.predictions(number, to);
  }

  @Override
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

  @Override
  public QueryResult query(String sql, int limit) throws IOException {
    return new UserQuery(database).ask(sql, limit);
  }

  @Override
  public RunDifference diff(long one, long other) throws IOException {
    return RunDifference.of(run(one), run(other));
  }

  @Override
  public void export(long number, Path folder) throws IOException {
    new BookExport(this).write(run(number), folder);
  }

  @Override
  public void artefacts(long number, String prefix, Path folder) throws IOException {
    artefacts().copy(run(number), prefix, folder);
  }

  @Override
  public void model(long number, Path folder) throws IOException {
    artefacts().copyModel(run(number), folder);
  }

  @Override
  public PlanReference.Runs asRuns() {
    return id -> artefacts().modelFolder(run(number(id)));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

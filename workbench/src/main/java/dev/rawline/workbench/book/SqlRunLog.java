package dev.rawline.workbench.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes a run to a book.
 *
 * @param writer writes to the book
 * @param store stores artefacts
 * @param key the run's key, drawn by the process that began it
 * @param number the run's number
 * @param started when it began
 */
record SqlRunLog(BookWriter writer, ArtefactStore store, String key, long number, Instant started)
    implements RunLog {

  /**
   * Begins a run; if one with this key has begun, it is that one.
   *
   * @param parent the key of the run that it is a part of
   */
  static SqlRunLog begin(
      BookWriter writer,
      ArtefactStore store,
      String key,
      Optional<String> parent,
      RunStart start,
      Instant started)
      throws IOException {
    long number = writer.write(handle -> insert(handle, key, parent, start, started));
    writer.begun(number);
    return new SqlRunLog(writer, store, key, number, started);
  }

  private static long insert(
      Handle handle, String key, Optional<String> parent, RunStart start, Instant started) {
    handle
        .createUpdate("insert into experiment (name) values (:name) on conflict (name) do nothing")
        .bind("name", start.experiment())
        .execute();
    return handle
        .createQuery(Schema.statement("run"))
        .bindMethods(start)
        .bindMethods(start.origin())
        .bind("host", RunProcess.CURRENT.host())
        .bind("process", RunProcess.CURRENT.process())
        .bind("processStarted", RunProcess.CURRENT.processStarted())
        .bind("key", key)
        .bind("parent", parent.orElse(null))
        .bind("state", RunState.RUNNING)
        .bind("started", started)
        .bind("seen", Instant.now())
        .bind("version", start.origin().versions().get(ColumnCodec.RAWLINE))
        .mapTo(Long.class)
        .one();
  }

  @Override
  public String id() {
    return String.valueOf(number);
  }

  @Override
  public void parameters(Map<String, String> parameters) throws IOException {
    writer.write(
        handle -> {
          parameters.forEach((name, value) -> parameter(handle, name, value));
          return parameters.size();
        });
  }

  private void parameter(Handle handle, String name, String value) {
    // The same value changes nothing; a different one finds no row to update.
    int rows =
        handle
            .createUpdate(Schema.statement("parameter"))
            .bind("run", number)
            .bind("name", name)
            .bind("value", value)
            .execute();
    if (rows == 0) {
      throw new IllegalArgumentException(
          "parameter %s of run %d already has a value other than '%s': begin another run"
              .formatted(name, number, value));
    }
  }

  @Override
  public void metrics(List<Measured> metrics) throws IOException {
    write(Schema.statement("metric"), metrics);
  }

  /** Writes a row for each record, whose components are bound by their names. */
  private void write(String sql, List<? extends Record> rows) throws IOException {
    if (!rows.isEmpty()) {
      writer.write(
          handle -> {
            PreparedBatch batch = handle.prepareBatch(sql);
            rows.forEach(row -> batch.bind("run", number).bindMethods(row).add());
            return batch.execute();
          });
    }
  }

  @Override
  public void tags(Map<String, String> tags) throws IOException {
    if (tags.isEmpty()) {
      return;
    }
    writer.write(
        handle -> {
          PreparedBatch batch = handle.prepareBatch(Schema.statement("tag"));
          tags.forEach(
              (name, value) ->
                  batch.bind("run", number).bind("name", name).bind("value", value).add());
          return batch.execute();
        });
  }

  @Override
  public void artefact(String name, Path fileOrFolder) throws IOException {
    ArtefactFiles.requireName(name);
    SequencedMap<String, RunRecord.Artefact> kept = new LinkedHashMap<>();
    if (Files.isDirectory(fileOrFolder)) {
      for (Map.Entry<String, Path> file : VisibleFiles.below(fileOrFolder).entrySet()) {
        kept.put(name + "/" + file.getKey(), store.keep(file.getValue()));
      }
    } else {
      kept.put(name, store.keep(fileOrFolder));
    }
    writer.write(
        handle -> {
          kept.forEach((each, artefact) -> note(handle, each, artefact));
          return kept.size();
        });
  }

  private void note(Handle handle, String name, RunRecord.Artefact artefact) {
    int rows =
        handle
            .createUpdate(Schema.statement("artefact"))
            .bind("run", number)
            .bind("name", name)
            .bindMethods(artefact)
            .execute();
    if (rows == 0) {
      throw new IllegalArgumentException(
          "run %d already has a different file named %s: choose another name"
              .formatted(number, name));
    }
  }

  @Override
  public void cells(List<Cell> cells) throws IOException {
    write(Schema.statement("score"), cells, Condition::of);
  }

  @Override
  public void predictions(List<PredictionEntry> predictions) throws IOException {
    write(Schema.statement("prediction"), predictions, Condition::of);
  }

  @Override
  public void tolerances(List<Tolerance> tolerances) throws IOException {
    write(Schema.statement("tolerance"), tolerances);
  }

  /** The condition of an evaluation, which has one row that many numbers share. */
  private record Condition(
      String trained, String tested, String corruption, int severity, int split) {
    static Condition of(Cell cell) {
      return new Condition(
          cell.trained(), cell.tested(), cell.corruption(), cell.severity(), cell.split());
    }

    static Condition of(PredictionEntry one) {
      return new Condition(
          one.trained(), one.tested(), one.corruption(), one.severity(), one.split());
    }
  }

  /** Writes a row for each record, which refers to the row of its condition as {@code :cell}. */
  private <T extends Record> void write(String sql, List<T> rows, Function<T, Condition> condition)
      throws IOException {
    if (!rows.isEmpty()) {
      writer.write(
          handle -> {
            Map<Condition, Long> cells = new HashMap<>();
            PreparedBatch batch = handle.prepareBatch(sql);
            for (T row : rows) {
              long cell = cells.computeIfAbsent(condition.apply(row), _ -> cell(handle, row));
              batch.bind("cell", cell).bindMethods(row).add();
            }
            return batch.execute();
          });
    }
  }

  /** Inserts a condition; the update that changes nothing returns the id of an existing row. */
  private long cell(Handle handle, Record row) {
    return handle
        .createQuery(Schema.statement("cell"))
        .bind("run", number)
        .bindMethods(row)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(
        writer, store, UUID.randomUUID().toString(), Optional.of(key), start, Instant.now());
  }

  @Override
  public void end(RunState state) throws IOException {
    Instant now = Instant.now();
    end(state, now, Duration.between(started, now));
  }

  @Override
  public void end(RunState state, Duration took) throws IOException {
    end(state, Instant.now(), took);
  }

  /** Logs that the run ended at a time. */
  void end(RunState state, Instant now, Duration took) throws IOException {
    writer.ended(number);
    writer.write(
        handle ->
            handle
                .createUpdate(Schema.statement("end"))
                .bind("run", number)
                .bind("state", state)
                .bind("ended", now)
                .bind("seconds", took.toNanos() / 1e9)
                .execute());
  }
}

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
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes a run to a book. */
final class SqlRunLog implements RunLog {
  private final BookWriter writer;
  private final ArtefactStore store;
  private final long number;
  private final Instant started;

  private SqlRunLog(BookWriter writer, ArtefactStore store, long number, Instant started) {
    this.writer = writer;
    this.store = store;
    this.number = number;
    this.started = started;
  }

  static SqlRunLog begin(
      BookWriter writer, ArtefactStore store, RunStart start, OptionalLong parent)
      throws IOException {
    Instant now = Instant.now();
    long number = writer.write(handle -> insert(handle, start, parent, now));
    return new SqlRunLog(writer, store, number, now);
  }

  private static long insert(Handle handle, RunStart start, OptionalLong parent, Instant now) {
    handle
        .createUpdate("insert into experiment (name) values (:name) on conflict (name) do nothing")
        .bind("name", start.experiment())
        .execute();
    return handle
        .createQuery(
            """
            insert into run (
              parent, experiment, name, command, state, started, plan, code_commit, data, seeds,
              machine, version, versions)
            values (
              :parent, (select id from experiment where name = :experiment), :name, :command,
              :state, :started, :plan, :commit, :data, :seeds, :machine, :version, :versions)
            returning id
            """)
        .bindMethods(start)
        .bindMethods(start.origin())
        .bind("parent", parent)
        .bind("state", RunState.RUNNING)
        .bind("started", now)
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
            .createUpdate(
                """
                insert into parameter (run, name, value) values (:run, :name, :value)
                on conflict (run, name) do update set value = excluded.value
                where parameter.value = excluded.value
                """)
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
    write(
        """
        insert into metric (run, name, step, value) values (:run, :name, :step, :value)
        on conflict (run, name, step) do update set value = excluded.value
        """,
        metrics);
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
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into tag (run, name, value) values (:run, :name, :value)
                  on conflict (run, name) do update set value = excluded.value
                  """);
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
            .createUpdate(
                """
                insert into artefact (run, name, sha256, bytes)
                values (:run, :name, :sha256, :bytes)
                on conflict (run, name) do update set sha256 = excluded.sha256
                where artefact.sha256 = excluded.sha256
                """)
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
    write(
        """
        insert into score (cell, metric, value) values (:cell, :metric, :value)
        on conflict (cell, metric) do update set value = excluded.value
        """,
        cells,
        Condition::of);
  }

  @Override
  public void predictions(List<Prediction> predictions) throws IOException {
    write(
        """
        insert into prediction (cell, sample, truth, predicted, probability)
        values (:cell, :sample, :truth, :predicted, :probability)
        on conflict (cell, sample) do update
        set truth = excluded.truth, predicted = excluded.predicted,
          probability = excluded.probability
        """,
        predictions,
        Condition::of);
  }

  @Override
  public void tolerances(List<Tolerance> tolerances) throws IOException {
    write(
        """
        insert into tolerance (
          run, parameter, metric, unit, low, high, level, delta, usual, baseline,
          low_from, low_to, high_from, high_to, low_open, high_open)
        values (
          :run, :parameter, :metric, :unit, :low, :high, :level, :delta, :usual, :baseline,
          :lowFrom, :lowTo, :highFrom, :highTo, :lowOpen, :highOpen)
        on conflict (run, parameter, metric) do update
        set unit = excluded.unit, low = excluded.low, high = excluded.high,
          level = excluded.level, delta = excluded.delta, usual = excluded.usual,
          baseline = excluded.baseline, low_from = excluded.low_from,
          low_to = excluded.low_to, high_from = excluded.high_from,
          high_to = excluded.high_to, low_open = excluded.low_open,
          high_open = excluded.high_open
        """,
        tolerances);
  }

  /** The condition of an evaluation, which has one row that many numbers share. */
  private record Condition(
      String trained, String tested, String corruption, int severity, int split) {
    static Condition of(Cell cell) {
      return new Condition(
          cell.trained(), cell.tested(), cell.corruption(), cell.severity(), cell.split());
    }

    static Condition of(Prediction one) {
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
        .createQuery(
            """
            insert into cell (run, trained, tested, corruption, severity, split)
            values (:run, :trained, :tested, :corruption, :severity, :split)
            on conflict (run, trained, tested, corruption, severity, split)
            do update set split = excluded.split
            returning id
            """)
        .bind("run", number)
        .bindMethods(row)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(writer, store, start, OptionalLong.of(number));
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

  private void end(RunState state, Instant now, Duration took) throws IOException {
    writer.write(
        handle ->
            handle
                .createUpdate(
                    """
                    update run set state = :state, ended = :ended, seconds = :seconds
                    where id = :run
                    """)
                .bind("run", number)
                .bind("state", state)
                .bind("ended", now)
                .bind("seconds", took.toNanos() / 1e9)
                .execute());
  }
}

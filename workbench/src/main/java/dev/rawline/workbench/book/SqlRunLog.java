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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A run that is written to a book. */
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
    RunOrigin origin = start.origin();
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
        .bindByType(
            "parent", parent.isPresent() ? Long.valueOf(parent.getAsLong()) : null, Long.class)
        .bind("experiment", start.experiment())
        .bind("name", start.name())
        .bind("command", start.command())
        .bind("state", RunState.RUNNING.word())
        .bind("started", ColumnCodec.time(now))
        .bind("plan", origin.plan())
        .bind("commit", origin.commit())
        .bind("data", origin.data())
        .bind("seeds", ColumnCodec.seeds(origin.seeds()))
        .bind("machine", origin.machine())
        .bind("version", origin.versions().get(ColumnCodec.RAWLINE))
        .bind("versions", ColumnCodec.versions(origin.versions()))
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
    // The same value once more changes nothing; another one finds no row to update.
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
          "parameter %s of run %d has another value than '%s' already: begin another run"
              .formatted(name, number, value));
    }
  }

  @Override
  public void metrics(List<Measured> metrics) throws IOException {
    if (metrics.isEmpty()) {
      return;
    }
    writer.write(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into metric (run, name, step, value) values (:run, :name, :step, :value)
                  on conflict (run, name, step) do update set value = excluded.value
                  """);
          for (Measured metric : metrics) {
            batch
                .bind("run", number)
                .bind("name", metric.name())
                .bind("step", metric.step())
                .bindByType("value", ColumnCodec.number(metric.value()), Double.class)
                .add();
          }
          return batch.execute();
        });
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
    ColumnCodec.requireName(name);
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
            .bind("sha256", artefact.sha256())
            .bind("bytes", artefact.bytes())
            .execute();
    if (rows == 0) {
      throw new IllegalArgumentException(
          "run %d keeps another file as %s already: give this one another name"
              .formatted(number, name));
    }
  }

  @Override
  public void cells(List<Cell> cells) throws IOException {
    if (cells.isEmpty()) {
      return;
    }
    writer.write(
        handle -> {
          Places places = new Places(handle);
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into score (cell, metric, value) values (:cell, :metric, :value)
                  on conflict (cell, metric) do update set value = excluded.value
                  """);
          for (Cell cell : cells) {
            batch
                .bind("cell", places.of(Place.of(cell)))
                .bind("metric", cell.metric())
                .bindByType("value", ColumnCodec.number(cell.value()), Double.class)
                .add();
          }
          return batch.execute();
        });
  }

  @Override
  public void predictions(List<Prediction> predictions) throws IOException {
    if (predictions.isEmpty()) {
      return;
    }
    writer.write(
        handle -> {
          Places places = new Places(handle);
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into prediction (cell, sample, truth, predicted, probability)
                  values (:cell, :sample, :truth, :predicted, :probability)
                  on conflict (cell, sample) do update
                  set truth = excluded.truth, predicted = excluded.predicted,
                    probability = excluded.probability
                  """);
          for (Prediction said : predictions) {
            batch
                .bind("cell", places.of(Place.of(said)))
                .bind("sample", said.sample())
                .bind("truth", said.truth())
                .bind("predicted", said.predicted())
                .bindByType("probability", ColumnCodec.number(said.probability()), Double.class)
                .add();
          }
          return batch.execute();
        });
  }

  @Override
  public void tolerances(List<Tolerance> tolerances) throws IOException {
    if (tolerances.isEmpty()) {
      return;
    }
    writer.write(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  insert into tolerance (
                    run, parameter, metric, unit, low, high, level, delta, usual, baseline,
                    low_from, low_to, high_from, high_to, low_open, high_open)
                  values (
                    :run, :parameter, :metric, :unit, :low, :high, :level, :delta, :usual, :baseline,
                    :low_from, :low_to, :high_from, :high_to, :low_open, :high_open)
                  on conflict (run, parameter, metric) do update
                  set unit = excluded.unit, low = excluded.low, high = excluded.high,
                    level = excluded.level, delta = excluded.delta, usual = excluded.usual,
                    baseline = excluded.baseline, low_from = excluded.low_from,
                    low_to = excluded.low_to, high_from = excluded.high_from,
                    high_to = excluded.high_to, low_open = excluded.low_open,
                    high_open = excluded.high_open
                  """);
          for (Tolerance one : tolerances) {
            batch
                .bind("run", number)
                .bind("parameter", one.parameter())
                .bind("metric", one.metric())
                .bind("unit", one.unit())
                .bindByType("low", ColumnCodec.number(one.low()), Double.class)
                .bindByType("high", ColumnCodec.number(one.high()), Double.class)
                .bindByType("level", ColumnCodec.number(one.level()), Double.class)
                .bindByType("delta", ColumnCodec.number(one.delta()), Double.class)
                .bindByType("usual", ColumnCodec.number(one.usual()), Double.class)
                .bindByType("baseline", ColumnCodec.number(one.baseline()), Double.class)
                .bindByType("low_from", ColumnCodec.number(one.lowFrom()), Double.class)
                .bindByType("low_to", ColumnCodec.number(one.lowTo()), Double.class)
                .bindByType("high_from", ColumnCodec.number(one.highFrom()), Double.class)
                .bindByType("high_to", ColumnCodec.number(one.highTo()), Double.class)
                .bind("low_open", one.lowOpen() ? 1 : 0)
                .bind("high_open", one.highOpen() ? 1 : 0)
                .add();
          }
          return batch.execute();
        });
  }

  /** Under what a model was asked: a row of its own, since many numbers share it. */
  private record Place(String trained, String tested, String corruption, int severity, int split) {
    static Place of(Cell cell) {
      return new Place(
          cell.trained(), cell.tested(), cell.corruption(), cell.severity(), cell.split());
    }

    static Place of(Prediction said) {
      return new Place(
          said.trained(), said.tested(), said.corruption(), said.severity(), said.split());
    }
  }

  /** The rows of places within one transaction. */
  private final class Places {
    private final Handle handle;
    private final Map<Place, Long> known = new HashMap<>();

    Places(Handle handle) {
      this.handle = handle;
    }

    long of(Place place) {
      return known.computeIfAbsent(place, this::row);
    }

    /** The update that changes nothing makes an existing row tell its id, too. */
    private long row(Place place) {
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
          .bind("trained", place.trained())
          .bind("tested", place.tested())
          .bind("corruption", place.corruption())
          .bind("severity", place.severity())
          .bind("split", place.split())
          .mapTo(Long.class)
          .one();
    }
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
                .bind("state", state.word())
                .bind("ended", ColumnCodec.time(now))
                .bind("seconds", took.toNanos() / 1e9)
                .execute());
  }
}

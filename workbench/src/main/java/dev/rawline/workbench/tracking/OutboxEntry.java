package dev.rawline.workbench.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a run's log that waits to be sent: one line of JSON.
 *
 * <p>Rows hold numbers as texts, because JSON has neither infinity nor NaN. Times are milliseconds
 * since 1970, taken when the entry was made; so an entry that is sent twice is the same both times.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "kind")
@JsonPropertyOrder({"run", "kind"})
sealed interface OutboxEntry {

  /** Returns the key of the run, which the tracking server has as a tag. */
  String run();

  /** Returns the word for the kind of entry. */
  @JsonProperty("kind")
  default String kind() {
    return getClass().getAnnotation(JsonTypeName.class).value();
  }

  /** A run begins; its parent is empty if it is not part of another run. */
  @JsonTypeName("begin")
  record Begin(
      String run,
      String parent,
      long time,
      String experiment,
      String name,
      String command,
      String plan,
      String commit,
      String data,
      List<String> seeds,
      String machine,
      Map<String, String> versions)
      implements OutboxEntry {
    static Begin of(String run, Optional<String> parent, RunStart start, long time) {
      RunOrigin origin = start.origin();
      return new Begin(
          run,
          parent.orElse(""),
          time,
          start.experiment(),
          start.name(),
          start.command(),
          origin.plan(),
          origin.commit(),
          origin.data(),
          origin.seeds().stream().map(String::valueOf).toList(),
          origin.machine(),
          origin.versions());
    }

    /** Returns the start of the run. */
    RunStart start() {
      List<Long> numbers = seeds.stream().map(Long::valueOf).toList();
      return new RunStart(
          experiment,
          name,
          command,
          new RunOrigin(plan, commit, data, numbers, machine, new LinkedHashMap<>(versions)));
    }
  }

  /** Parameters of a run. */
  @JsonTypeName("parameters")
  record Parameters(String run, Map<String, String> values) implements OutboxEntry {}

  /** Metrics of a run. */
  @JsonTypeName("metrics")
  record Metrics(String run, long time, List<List<String>> metrics) implements OutboxEntry {
    static Metrics of(String run, long time, List<Measured> metrics) {
      return new Metrics(run, time, RunTable.METRICS.rows(metrics));
    }

    /** Returns the metrics as numbers. */
    List<Measured> measured() {
      return RunTable.METRICS.records(metrics);
    }
  }

  /** Tags of a run. */
  @JsonTypeName("tags")
  record Tags(String run, Map<String, String> values) implements OutboxEntry {}

  /** A file of a run: its name there, and the copy of it that is sent. */
  @JsonTypeName("artefact")
  record Artefact(String run, String name, String copy) implements OutboxEntry {}

  /** Rows of a file of the run, which is sent whole when the run ends. */
  sealed interface Rows extends OutboxEntry {
    /** Returns the table of the rows. */
    RunTable<?> table();

    /** Returns the rows. */
    List<List<String>> rows();
  }

  /** Cells of a run. */
  @JsonTypeName("cells")
  record Cells(String run, long time, List<List<String>> rows) implements Rows {
    @Override
    public RunTable<Cell> table() {
      return RunTable.CELLS;
    }

    /** Returns each cell as a metric; its step is the split. */
    List<Measured> measured() {
      return table().records(rows).stream()
          .map(cell -> new Measured(MlflowNames.name(cell), cell.split(), cell.value()))
          .toList();
    }
  }

  /** Predictions of a run. */
  @JsonTypeName("predictions")
  record Predictions(String run, List<List<String>> rows) implements Rows {
    @Override
    public RunTable<?> table() {
      return RunTable.PREDICTIONS;
    }
  }

  /** Tolerances of a run. */
  @JsonTypeName("tolerances")
  record Tolerances(String run, List<List<String>> rows) implements Rows {
    @Override
    public RunTable<?> table() {
      return RunTable.TOLERANCES;
    }
  }

  /** A run ends; its seconds are given if they are not those since its start. */
  @JsonTypeName("end")
  record End(
      String run,
      RunState state,
      long time,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> seconds)
      implements OutboxEntry {
    End(String run, RunState state, long time) {
      this(run, state, time, Optional.empty());
    }
  }

  /** Returns the line of it, without its end. */
  default String line() {
    return JsonFile.text(this);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none that {@link #line} wrote
   */
  static OutboxEntry of(String line) {
    return JsonRecords.ofValues(JsonFile.parse(line), OutboxEntry.class);
  }
}

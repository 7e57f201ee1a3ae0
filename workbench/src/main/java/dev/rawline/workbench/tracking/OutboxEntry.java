package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunLog.Prediction;
import dev.rawline.workbench.book.RunLog.Tolerance;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a run's log was told, and waits to be sent: one line of JSON.
 *
 * <p>Numbers stand there as texts, because JSON knows neither infinity nor NaN. Times are
 * milliseconds since 1970, taken when the log was told; so an entry that is sent twice is the same
 * both times.
 */
sealed interface OutboxEntry {

  /** Returns the key of the run, which the tracking server knows as a tag. */
  String run();

  /** A run begins. */
  record Begin(String run, Optional<String> parent, RunStart start, long time)
      implements OutboxEntry {}

  /** Parameters of a run. */
  record Parameters(String run, SequencedMap<String, String> values) implements OutboxEntry {}

  /** Metrics of a run. */
  record Metrics(String run, long time, List<Measured> metrics) implements OutboxEntry {}

  /** Tags of a run. */
  record Tags(String run, SequencedMap<String, String> values) implements OutboxEntry {}

  /** A file of a run: what it is called there, and which copy of it is sent. */
  record Artefact(String run, String name, String copy) implements OutboxEntry {}

  /** Cells of a run. */
  record Cells(String run, long time, List<Cell> cells) implements OutboxEntry {}

  /** Predictions of a run. */
  record Predictions(String run, List<Prediction> predictions) implements OutboxEntry {}

  /** Tolerances of a run. */
  record Tolerances(String run, List<Tolerance> tolerances) implements OutboxEntry {}

  /** A run ends. */
  record End(String run, RunState state, long time) implements OutboxEntry {}

  /** Returns the line of it, without its end. */
  default String line() {
    SequencedMap<String, Object> object = new LinkedHashMap<>();
    object.put("run", run());
    switch (this) {
      case Begin(String _, Optional<String> parent, RunStart start, long time) -> {
        object.put("kind", "begin");
        object.put("parent", parent.orElse(""));
        object.put("time", time);
        object.put("experiment", start.experiment());
        object.put("name", start.name());
        object.put("command", start.command());
        RunOrigin origin = start.origin();
        object.put("plan", origin.plan());
        object.put("commit", origin.commit());
        object.put("data", origin.data());
        object.put("seeds", origin.seeds().stream().map(String::valueOf).toList());
        object.put("machine", origin.machine());
        object.put("versions", origin.versions());
      }
      case Parameters(String _, SequencedMap<String, String> values) -> {
        object.put("kind", "parameters");
        object.put("values", values);
      }
      case Metrics(String _, long time, List<Measured> metrics) -> {
        object.put("kind", "metrics");
        object.put("time", time);
        object.put(
            "metrics",
            metrics.stream()
                .map(
                    one ->
                        List.of(
                            one.name(), String.valueOf(one.step()), String.valueOf(one.value())))
                .toList());
      }
      case Tags(String _, SequencedMap<String, String> values) -> {
        object.put("kind", "tags");
        object.put("values", values);
      }
      case Artefact(String _, String name, String copy) -> {
        object.put("kind", "artefact");
        object.put("name", name);
        object.put("copy", copy);
      }
      case Cells(String _, long time, List<Cell> cells) -> {
        object.put("kind", "cells");
        object.put("time", time);
        object.put("rows", cells.stream().map(RunTables::of).toList());
      }
      case Predictions(String _, List<Prediction> predictions) -> {
        object.put("kind", "predictions");
        object.put("rows", predictions.stream().map(RunTables::of).toList());
      }
      case Tolerances(String _, List<Tolerance> tolerances) -> {
        object.put("kind", "tolerances");
        object.put("rows", tolerances.stream().map(RunTables::of).toList());
      }
      case End(String _, RunState state, long time) -> {
        object.put("kind", "end");
        object.put("state", state.word());
        object.put("time", time);
      }
    }
    return JsonFile.text(object);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none that {@link #line} wrote
   */
  static OutboxEntry of(String line) {
    Map<String, Object> object = JsonFile.parse(line);
    String run = text(object, "run");
    String kind = text(object, "kind");
    return switch (kind) {
      case "begin" ->
          new Begin(
              run,
              Optional.of(text(object, "parent")).filter(parent -> !parent.isEmpty()),
              new RunStart(
                  text(object, "experiment"),
                  text(object, "name"),
                  text(object, "command"),
                  new RunOrigin(
                      text(object, "plan"),
                      text(object, "commit"),
                      text(object, "data"),
                      list(object, "seeds").stream()
                          .map(seed -> Long.parseLong(String.valueOf(seed)))
                          .toList(),
                      text(object, "machine"),
                      texts(object, "versions"))),
              time(object));
      case "parameters" -> new Parameters(run, texts(object, "values"));
      case "metrics" ->
          new Metrics(
              run,
              time(object),
              rows(object, "metrics").stream()
                  .map(
                      row ->
                          new Measured(
                              row.get(0),
                              Long.parseLong(row.get(1)),
                              Double.parseDouble(row.get(2))))
                  .toList());
      case "tags" -> new Tags(run, texts(object, "values"));
      case "artefact" -> new Artefact(run, text(object, "name"), text(object, "copy"));
      case "cells" ->
          new Cells(run, time(object), rows(object, "rows").stream().map(RunTables::cell).toList());
      case "predictions" ->
          new Predictions(run, rows(object, "rows").stream().map(RunTables::prediction).toList());
      case "tolerances" ->
          new Tolerances(run, rows(object, "rows").stream().map(RunTables::tolerance).toList());
      case "end" ->
          new End(
              run, RunState.valueOf(text(object, "state").toUpperCase(Locale.ROOT)), time(object));
      default -> throw new IllegalArgumentException("'" + kind + "' is no kind of entry");
    };
  }

  private static String text(Map<String, Object> object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("an entry has no " + key);
  }

  private static long time(Map<String, Object> object) {
    if (object.get("time") instanceof Number time) {
      return time.longValue();
    }
    throw new IllegalArgumentException("an entry has no time");
  }

  private static List<?> list(Map<String, Object> object, String key) {
    if (object.get(key) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("an entry has no " + key);
  }

  private static List<List<String>> rows(Map<String, Object> object, String key) {
    List<List<String>> rows = new ArrayList<>();
    for (Object row : list(object, key)) {
      if (row instanceof List<?> fields) {
        rows.add(fields.stream().map(String::valueOf).toList());
      }
    }
    return rows;
  }

  private static SequencedMap<String, String> texts(Map<String, Object> object, String key) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    if (object.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }
}

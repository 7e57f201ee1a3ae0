package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import dev.rawline.workbench.book.VisibleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of a run whose entries go to a stream, to be sent.
 *
 * @param stream the stream
 * @param added runs after an entry is added
 * @param key the key of the run
 */
record EntryLog(OutboxStream stream, Runnable added, String key) implements RunLog {

  /** Begins a run. */
  static EntryLog begin(
      OutboxStream stream, Runnable added, Optional<String> parent, RunStart start)
      throws IOException {
    EntryLog log = new EntryLog(stream, added, UUID.randomUUID().toString());
    log.write(OutboxEntry.Begin.of(log.key, parent, start, System.currentTimeMillis()));
    return log;
  }

  /** Adds an entry. */
  void write(OutboxEntry entry) throws IOException {
    stream.append(entry);
    added.run();
  }

  /** Returns the key, which a tracking server has as the tag {@code rawline.run}. */
  @Override
  public String id() {
    return key;
  }

  @Override
  public void parameters(Map<String, String> parameters) throws IOException {
    if (!parameters.isEmpty()) {
      write(new OutboxEntry.Parameters(key, new LinkedHashMap<>(parameters)));
    }
  }

  @Override
  public void metrics(List<Measured> metrics) throws IOException {
    if (!metrics.isEmpty()) {
      write(OutboxEntry.Metrics.of(key, System.currentTimeMillis(), metrics));
    }
  }

  @Override
  public void tags(Map<String, String> tags) throws IOException {
    if (!tags.isEmpty()) {
      write(new OutboxEntry.Tags(key, new LinkedHashMap<>(tags)));
    }
  }

  @Override
  public void artefact(String name, Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      write(new OutboxEntry.Artefact(key, name, stream.copy(fileOrFolder)));
      return;
    }
    for (Map.Entry<String, Path> file : VisibleFiles.below(fileOrFolder).entrySet()) {
      write(
          new OutboxEntry.Artefact(key, name + "/" + file.getKey(), stream.copy(file.getValue())));
    }
  }

  @Override
  public void cells(List<Cell> cells) throws IOException {
    if (!cells.isEmpty()) {
      write(new OutboxEntry.Cells(key, System.currentTimeMillis(), RunTable.CELLS.rows(cells)));
    }
  }

  @Override
  public void predictions(List<PredictionEntry> predictions) throws IOException {
    if (!predictions.isEmpty()) {
      write(new OutboxEntry.Predictions(key, RunTable.PREDICTIONS.rows(predictions)));
    }
  }

  @Override
  public void tolerances(List<Tolerance> tolerances) throws IOException {
    if (!tolerances.isEmpty()) {
      write(new OutboxEntry.Tolerances(key, RunTable.TOLERANCES.rows(tolerances)));
    }
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(stream, added, Optional.of(key), start);
  }

  @Override
  public void end(RunState state) throws IOException {
    write(new OutboxEntry.End(key, state, System.currentTimeMillis()));
  }

  @Override
  public void end(RunState state, Duration took) throws IOException {
    write(
        new OutboxEntry.End(
            key, state, System.currentTimeMillis(), Optional.of(took.toNanos() / 1e9)));
  }
}

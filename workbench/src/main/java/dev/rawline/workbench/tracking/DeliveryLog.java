package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The progress of sending a stream, and the runs that the server created for it. After a kill it
 * may lag behind; what is sent twice then is the same both times.
 */
final class DeliveryLog implements AutoCloseable {
  private final Journal journal;
  private final Map<String, ServerRun> runs = new HashMap<>();
  private long offset;

  private DeliveryLog(Journal journal) {
    this.journal = journal;
  }

  /**
   * A run on the server; a line of the log.
   *
   * @param run its key
   * @param id its id on the server
   * @param experiment the id of its experiment
   * @param artefacts the address of its files
   */
  record ServerRun(String run, String id, String experiment, String artefacts) {}

  /**
   * Opens the log of a stream.
   *
   * @throws IOException if it cannot be read
   */
  static DeliveryLog open(Path file) throws IOException {
    Journal journal = Journal.open(file);
    DeliveryLog log = new DeliveryLog(journal);
    for (Optional<Journal.Line> line = journal.line(0);
        line.isPresent();
        line = journal.line(line.get().next())) {
      log.read(line.get().text());
    }
    return log;
  }

  private void read(String line) {
    if (JsonFile.parse(line).containsKey("offset")) {
      offset = JsonFile.parse(line, Sent.class).offset();
    } else {
      ServerRun run = JsonFile.parse(line, ServerRun.class);
      runs.put(run.run(), run);
    }
  }

  /** A line of the log: everything before a position was sent. */
  private record Sent(long offset) {}

  /** Returns the position of the first entry that was not sent [bytes of the stream's journal]. */
  long offset() {
    return offset;
  }

  /** Returns a run that was created. */
  Optional<ServerRun> run(String key) {
    return Optional.ofNullable(runs.get(key));
  }

  /** Records that everything before a position was sent. */
  void sent(long next) throws IOException {
    journal.note(JsonFile.text(new Sent(next)));
    offset = next;
  }

  /** Records that a run was created. */
  void created(ServerRun run) throws IOException {
    journal.note(JsonFile.text(run));
    runs.put(run.run(), run);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}

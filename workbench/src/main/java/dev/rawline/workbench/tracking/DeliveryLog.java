package dev.rawline.workbench.tracking;

import dev.rawline.data.file.JsonFile;
import dev.rawline.workbench.output.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a stream was sent, and which runs the server made for it. It may lag behind what was
 * sent when a program was killed; what is sent twice then is the same both times.
 */
final class DeliveryLog implements AutoCloseable {
  private final Journal journal;
  private final Map<String, ServerRun> runs = new HashMap<>();
  private long offset;

  private DeliveryLog(Journal journal) {
    this.journal = journal;
  }

  /**
   * A run as the server knows it.
   *
   * @param id the server's name for it
   * @param experiment the experiment's number there
   * @param artefacts where its files are kept
   */
  record ServerRun(String id, String experiment, String artefacts) {}

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
      Begun begun = JsonFile.parse(line, Begun.class);
      runs.put(begun.run(), new ServerRun(begun.id(), begun.experiment(), begun.artefacts()));
    }
  }

  /** A line: everything before a place was sent. */
  private record Sent(long offset) {}

  /** A line: a run was created on the server. */
  private record Begun(String run, String id, String experiment, String artefacts) {}

  /** Returns where the first entry begins that was not sent [bytes of the stream's journal]. */
  long offset() {
    return offset;
  }

  /** Returns a run that was begun. */
  Optional<ServerRun> run(String key) {
    return Optional.ofNullable(runs.get(key));
  }

  /** Writes down that everything before a place was sent. */
  void sent(long next) throws IOException {
    journal.note(JsonFile.text(new Sent(next)));
    offset = next;
  }

  /** Writes down that a run was begun. */
  void begun(String key, ServerRun run) throws IOException {
    journal.note(JsonFile.text(new Begun(key, run.id(), run.experiment(), run.artefacts())));
    runs.put(key, run);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}

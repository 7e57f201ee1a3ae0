package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.book.RunTable;
import dev.rawline.workbench.book.VisibleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs → an MLflow tracking server, through a folder of this machine.
 *
 * <p>Logs are stored in the outbox first; a thread sends them from there, in order, however often
 * the server fails. So the work never waits for the server, and what could not be sent when the
 * program ended, or was killed, is sent by the next one. docs/how-to/lab-book.md describes the
 * mapping.
 */
public final class MlflowLogs implements RunLogs {
  private final TrackingServer server;
  private final Outbox outbox;
  private final OutboxStream stream;
  private final MlflowRequests requests;
  private final Sender sender;
  private final Progress progress;

  /**
   * Starts sending; the server need not be reachable yet.
   *
   * @param outboxes the folder of the outboxes, created if it does not exist
   * @param timing time limits and pauses
   * @param progress receives errors, and the progress of sending at the end
   * @throws IOException if the folder cannot be written to; the message states the reason and the
   *     remedy
   */
  public MlflowLogs(TrackingServer server, Path outboxes, DeliveryTiming timing, Progress progress)
      throws IOException {
    this.server = server;
    this.progress = progress;
    outbox = new Outbox(outboxes.resolve(server.folder()));
    stream = outbox.begin();
    requests = new MlflowRequests(server, timing.answer());
    sender = new Sender(outbox, Optional.of(stream), requests, timing, progress);
    sender.start();
  }

  @Override
  public RunLog begin(RunStart start) throws IOException {
    return begin(Optional.empty(), start);
  }

  private RunLog begin(Optional<String> parent, RunStart start) throws IOException {
    String key = UUID.randomUUID().toString();
    write(OutboxEntry.Begin.of(key, parent, start, System.currentTimeMillis()));
    return new Sent(key);
  }

  private void write(OutboxEntry entry) throws IOException {
    stream.append(entry);
    sender.added();
  }

  /**
   * Sends what is pending. If the server accepts nothing for a while, the rest stays in the outbox,
   * with a note.
   *
   * @throws IOException if the outbox cannot be read
   */
  @Override
  public void close() throws IOException {
    SendOutbox.Result result;
    try (requests) {
      result = sender.finish();
    } finally {
      stream.close();
    }
    result.troubles().forEach(progress::note);
    if (result.waiting() > 0) {
      progress.note(
          "%d %s for %s in %s; the next run that is logged there sends them, or: ./rawline lab send --tracking-uri %s"
              .formatted(
                  result.waiting(),
                  result.waiting() == 1 ? "entry waits" : "entries wait",
                  server,
                  outbox.folder(),
                  server));
    }
  }

  /** The log of a run that is sent. */
  private final class Sent implements RunLog {
    private final String key;

    private Sent(String key) {
      this.key = key;
    }

    /** Returns the key, which is the server's tag {@code rawline.run}. */
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
            new OutboxEntry.Artefact(
                key, name + "/" + file.getKey(), stream.copy(file.getValue())));
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
      return MlflowLogs.this.begin(Optional.of(key), start);
    }

    @Override
    public void end(RunState state) throws IOException {
      write(new OutboxEntry.End(key, state, System.currentTimeMillis()));
    }
  }
}

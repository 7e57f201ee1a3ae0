package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
    return EntryLog.begin(stream, sender::added, Optional.empty(), start);
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
}

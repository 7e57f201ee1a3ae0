package dev.rawline.workbench.tracking;

import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Pending logs of earlier runs → their tracking server.
 *
 * @param outboxes the folder of the outboxes
 */
public record SendOutbox(Path outboxes) {

  /**
   * The result of sending.
   *
   * @param sent entries that were sent
   * @param refused entries that the server will never accept, which were set aside
   * @param waiting entries that are still pending
   * @param troubles the reasons, if some are pending or were rejected: sentences without a full
   *     stop
   */
  public record Result(long sent, long refused, long waiting, List<String> troubles) {
    /** Copies the list. */
    public Result {
      troubles = List.copyOf(troubles);
    }
  }

  /**
   * Sends what is pending for a server.
   *
   * @param timing time limits and pauses
   * @param progress receives the progress
   * @throws IOException if the folder cannot be read
   */
  public Result send(TrackingServer server, DeliveryTiming timing, Progress progress)
      throws IOException {
    Outbox outbox = new Outbox(outboxes.resolve(server.folder()));
    try (MlflowRequests requests = new MlflowRequests(server, timing.answer())) {
      Sender sender = new Sender(outbox, Optional.empty(), requests, timing, progress);
      sender.start();
      return sender.finish();
    }
  }

  /**
   * Returns the folders with pending entries, and their numbers.
   *
   * @throws IOException if they cannot be read
   */
  public SequencedMap<Path, Long> waiting() throws IOException {
    SequencedMap<Path, Long> waiting = new TreeMap<>();
    if (!Files.isDirectory(outboxes)) {
      return waiting;
    }
    try (DirectoryStream<Path> servers = Files.newDirectoryStream(outboxes, Files::isDirectory)) {
      for (Path server : servers) {
        long entries = 0;
        for (Path folder : new Outbox(server).all()) {
          entries += OutboxStream.waiting(folder);
        }
        if (entries > 0) {
          waiting.put(server, entries);
        }
      }
    }
    return waiting;
  }
}

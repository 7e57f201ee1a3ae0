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
 * What earlier runs could not send → their tracking server.
 *
 * @param outboxes the folder of what waits for tracking servers
 */
public record SendOutbox(Path outboxes) {

  /**
   * What came of sending.
   *
   * @param sent entries that were sent
   * @param refused entries that the server will never take, which were put aside
   * @param waiting entries that still wait
   * @param troubles why, where some wait or were refused: sentences without a full stop
   */
  public record Result(long sent, long refused, long waiting, List<String> troubles) {
    /** Copies the list. */
    public Result {
      troubles = List.copyOf(troubles);
    }
  }

  /**
   * Sends what waits for a server.
   *
   * @param patience how long the server is waited for
   * @param progress hears how far it has come
   * @throws IOException if the folder cannot be read
   */
  public Result send(TrackingServer server, DeliveryTiming patience, Progress progress)
      throws IOException {
    Outbox outbox = new Outbox(outboxes.resolve(server.folder()));
    try (MlflowRequests requests = new MlflowRequests(server, patience.answer())) {
      Sender sender = new Sender(outbox, Optional.empty(), requests, patience, progress);
      sender.start();
      Sender.Result result = sender.finish();
      return new Result(result.sent(), result.refused(), result.waiting(), result.troubles());
    }
  }

  /**
   * Returns the folders in which something waits, and how many entries each.
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
          Optional<Outbox.Held> held = Outbox.held(folder);
          if (held.isPresent()) {
            try (OutboxStream left = OutboxStream.open(held.get())) {
              entries += left.waiting();
            }
          }
        }
        if (entries > 0) {
          waiting.put(server, entries);
        }
      }
    }
    return waiting;
  }
}

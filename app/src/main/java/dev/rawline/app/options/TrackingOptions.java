package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.tracking.CombinedLogs;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.MlflowLogs;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which MLflow tracking server gets the same runs as the lab book. */
public final class TrackingOptions {
  private static final String VARIABLE = "RAWLINE_TRACKING_URI";

  @Option(
      names = "--tracking-uri",
      paramLabel = "URI",
      description =
          "An MLflow tracking server that gets the run, too, such as http://localhost:5000 (default: what"
              + " RAWLINE_TRACKING_URI names, or none).")
  private String uri;

  /** Returns the folder of what waits for tracking servers. */
  public static Path outboxes(BookLocation place) {
    return place.artefacts().resolveSibling("outbox");
  }

  /**
   * Returns the server, if one is named.
   *
   * @throws IllegalArgumentException if that is no address of one
   */
  public Optional<TrackingServer> server() {
    return Optional.ofNullable(uri)
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isBlank())
        .map(text -> TrackingServer.of(text, System.getenv()));
  }

  /**
   * Returns a log that writes into the book and to the server, if one is named. Closing it closes
   * the book.
   *
   * @param place where the book lies
   */
  public RunLogs with(RunLogs book, BookLocation place, CommandSpec spec) throws IOException {
    Optional<TrackingServer> server = server();
    if (server.isEmpty()) {
      return book;
    }
    TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr());
    return new CombinedLogs(
        book,
        List.of(new MlflowLogs(server.get(), outboxes(place), DeliveryTiming.STANDARD, bar)),
        bar);
  }
}

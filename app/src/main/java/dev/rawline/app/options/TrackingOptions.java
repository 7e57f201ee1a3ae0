package dev.rawline.app.options;

import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.tracking.BookLogs;
import dev.rawline.workbench.tracking.CombinedLogs;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.MlflowLogs;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where runs are logged: the lab book, and perhaps an MLflow tracking server. */
public final class TrackingOptions {
  private static final String VARIABLE = "RAWLINE_TRACKING_URI";

  @Mixin private LabBookOptions book;

  @Option(
      names = "--tracking-uri",
      paramLabel = "URI",
      description =
          "MLflow tracking server that the run is also sent to, such as http://localhost:5000"
              + " (default: RAWLINE_TRACKING_URI, or none).")
  private String uri;

  /** Returns the folder of what waits for tracking servers. */
  public Path outboxes() {
    return book.place().artefacts().resolveSibling("outbox");
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

  /** Returns which lab book. */
  public LabBookOptions book() {
    return book;
  }

  /**
   * Opens a log that writes into the book, which is made where there is none, and to the server, if
   * one is named. What a book in PostgreSQL cannot take now waits next to its artefacts. A process
   * that does a share of a command logs nothing.
   */
  public RunLogs logs(CommandSpec spec) throws IOException {
    if (Share.isPart()) {
      return RunLogs.NONE;
    }
    TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr());
    RunLogs logged = BookLogs.of(book.open(), outboxes(), DeliveryTiming.STANDARD, bar);
    Optional<TrackingServer> server = server();
    return server.isEmpty()
        ? logged
        : new CombinedLogs(
            logged,
            List.of(new MlflowLogs(server.get(), outboxes(), DeliveryTiming.STANDARD, bar)),
            bar);
  }
}

package dev.rawline.app.lab;

import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.SendOutbox;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rawline lab send}: command-line interface of {@link SendOutbox}. */
@Command(
    name = "send",
    header = "Send what waits for an MLflow tracking server, or list what waits.")
final class LabSendCommand extends TerminalCommand {
  @Mixin private TrackingOptions tracking;

  @Override
  public ExitCode call() throws IOException {
    SendOutbox outbox = new SendOutbox(tracking.outboxes());
    Optional<TrackingServer> server = tracking.server();
    return server.isPresent() ? send(outbox, server.get()) : list(outbox);
  }

  private ExitCode list(SendOutbox outbox) throws IOException {
    PrintWriter out = out();
    SequencedMap<Path, Long> waiting = outbox.waiting();
    if (waiting.isEmpty()) {
      out.printf("nothing waits in %s%n", outbox.outboxes());
    }
    waiting.forEach(
        (folder, entries) ->
            out.printf("%s: %d %s%n", folder, entries, entries == 1 ? "entry" : "entries"));
    return ExitCode.DONE;
  }

  private ExitCode send(SendOutbox outbox, TrackingServer server) throws IOException {
    SendOutbox.Result result =
        withProgress(bar -> outbox.send(server, DeliveryTiming.STANDARD, bar));
    result.troubles().forEach(err()::println);
    out()
        .printf(
            "%d %s sent to %s%s%n",
            result.sent(),
            result.sent() == 1 ? "entry" : "entries",
            server,
            result.waiting() == 0
                ? ""
                : "; %d still %s in %s"
                    .formatted(
                        result.waiting(),
                        result.waiting() == 1 ? "waits" : "wait",
                        outbox.outboxes()));
    return result.waiting() + result.refused() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}

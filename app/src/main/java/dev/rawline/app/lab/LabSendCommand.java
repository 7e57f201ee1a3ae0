package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.SendOutbox;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rawline lab send}: command-line interface of {@link SendOutbox}. */
@Command(
    name = "send",
    header = "Send what waits for an MLflow tracking server, or list what waits.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Runs with --tracking-uri are written to the outbox beside the lab book first, and sent from"
          + " there; what a server did not take waits. The next run with --tracking-uri sends it, or"
          + " this command, without a run. Without --tracking-uri it lists what waits.",
      ""
    },
    footer = {"", HelpText.EXAMPLES, "  ./rawline lab send"})
final class LabSendCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Mixin private TrackingOptions tracking;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    Path outboxes = TrackingOptions.outboxes(bookOptions.place());
    SendOutbox outbox = new SendOutbox(outboxes);
    Optional<TrackingServer> server = tracking.server();
    return server.isPresent() ? send(outbox, server.get()) : list(outbox);
  }

  private ExitCode list(SendOutbox outbox) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
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
    SendOutbox.Result result;
    try (TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr())) {
      result = outbox.send(server, DeliveryTiming.STANDARD, bar);
    }
    result.troubles().forEach(spec.commandLine().getErr()::println);
    spec.commandLine()
        .getOut()
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

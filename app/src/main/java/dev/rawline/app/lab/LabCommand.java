package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.ImportRuns;
import dev.rawline.workbench.tracking.RunSource;
import dev.rawline.workbench.tracking.SendOutbox;
import dev.rawline.workbench.tracking.TrackingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab}: the words before what is done with the lab book. */
@Command(
    name = "lab",
    header = "List, show, compare and query recorded runs, and extract their models.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabListCommand.class,
      LabShowCommand.class,
      LabSqlCommand.class,
      LabDiffCommand.class,
      LabCommand.Export.class,
      LabCommand.Model.class,
      LabReproduceCommand.class,
      LabCommand.Import.class,
      LabCommand.Send.class
    })
public final class LabCommand {
  /** What RUN may be. */
  static final String RUN = "Number of the run, as shown by lab ls, or last for the newest.";

  /** A command about one run. */
  abstract static class OfRun extends TerminalCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = LabCommand.RUN)
    private String run;

    @Mixin private LabBookOptions bookOptions;

    @Override
    public final ExitCode call() throws IOException {
      try (LabBook book = bookOptions.openExisting()) {
        call(book, book.number(run));
      }
      return ExitCode.DONE;
    }

    /** Does what the command does with a run of a lab book. */
    abstract void call(LabBook book, long number) throws IOException;
  }

  /** {@code rawline lab export}: a run as files. */
  @Command(name = "export", header = "Export a run with all its data into a folder.")
  static final class Export extends OfRun {
    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "The same as --out.")
    private Path given;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "A new folder (default: run-N).")
    private Path out;

    @Override
    void call(LabBook book, long number) throws IOException {
      Path folder = out != null ? out : given != null ? given : Path.of("run-" + number);
      book.export(number, folder);
      out().printf("run %d is written to %s%n", number, folder);
    }
  }

  /** {@code rawline lab model}: the model of a run. */
  @Command(
      name = "model",
      header = "Extract the trained data model and task model of a run from the lab book.")
  static final class Model extends OfRun {
    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description = "A new folder (default: run-N-model).")
    private Path out;

    @Override
    void call(LabBook book, long number) throws IOException {
      Path folder = out != null ? out : Path.of("run-%d-model".formatted(number));
      book.model(number, folder);
      out().printf("the model of run %d is in %s%n", number, folder);
    }
  }

  /** {@code rawline lab send}: command-line interface of {@link SendOutbox}. */
  @Command(name = "send", header = "Send the outbox to an MLflow tracking server, or list it.")
  static final class Send extends TerminalCommand {
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

  /** {@code rawline lab import}: command-line interface of {@link ImportRuns}. */
  @Command(name = "import", header = "Import runs from MLflow into the lab book.")
  static final class Import extends TerminalCommand {
    @Parameters(
        paramLabel = "SOURCE",
        description =
            "An mlruns folder, or the address of a tracking server, such as http://localhost:5000.")
    private String source;

    @Option(
        names = "--experiment",
        paramLabel = "NAME",
        description = "Import only this experiment; may be repeated.")
    private List<String> experiments = new ArrayList<>();

    @Option(names = "--running", description = "Import unfinished runs as well.")
    private boolean running;

    @Mixin private LabBookOptions bookOptions;

    @Override
    public ExitCode call() throws IOException {
      interruption().stops("interrupted: ends after this run", () -> {});
      try (RunSource from = RunSource.open(source, System.getenv(), DeliveryTiming.STANDARD);
          LabBook book = bookOptions.open();
          TerminalProgress progress = TerminalProgress.on(err())) {
        ImportRuns.Result result =
            ImportRuns.into(book, from, running)
                .run(experiments, interruption()::happened, progress);
        print(result);
      }
      return ExitCode.DONE;
    }

    private void print(ImportRuns.Result result) {
      PrintWriter out = out();
      out.printf(
          "%d %s read, %d there already%s: %s%n",
          result.imported(),
          result.imported() == 1 ? "run" : "runs",
          result.present(),
          result.open() == 0
              ? ""
              : ", %d unfinished, skipped (--running imports them)".formatted(result.open()),
          bookOptions.place());
      if (result.stopped()) {
        out.println("stopped: to resume, run the same command again");
      }
    }
  }
}

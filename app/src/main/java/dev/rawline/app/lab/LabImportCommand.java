package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.ImportRuns;
import dev.rawline.workbench.tracking.RunSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab import}: command-line interface of {@link ImportRuns}. */
@Command(name = "import", header = "Read runs of MLflow into the lab book.")
final class LabImportCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "SOURCE",
      description =
          "A folder mlruns, or the address of a tracking server, such as http://localhost:5000.")
  private String source;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Only this experiment; may be given several times.")
  private List<String> experiments = new ArrayList<>();

  @Option(names = "--running", description = "Runs that have not ended, too.")
  private boolean running;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    interruption().stops("interrupted: ends after this run", () -> {});
    try (RunSource from = RunSource.open(source, System.getenv(), DeliveryTiming.STANDARD);
        LabBook book = bookOptions.open();
        TerminalProgress progress = TerminalProgress.on(err())) {
      ImportRuns.Result result =
          ImportRuns.into(book, from, running).run(experiments, interruption()::happened, progress);
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
            : ", %d not ended and left out (--running takes them)".formatted(result.open()),
        bookOptions.place());
    if (result.stopped()) {
      out.println("stopped: to go on, run the same command again");
    }
  }
}

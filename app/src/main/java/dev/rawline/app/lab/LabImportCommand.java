package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.tracking.DeliveryTiming;
import dev.rawline.workbench.tracking.ImportRuns;
import dev.rawline.workbench.tracking.RunSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline lab import}: command-line interface of {@link ImportRuns}. */
@Command(
    name = "import",
    header = "Read runs of MLflow into the lab book.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Parameters, metrics with all steps, tags, artefacts and nested runs come along; the tag"
          + " mlflow.run_id records where a run comes from, and a second import reads only what is new."
          + " Runs that have not ended are left out (--running takes them as stopped).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline lab import examples/mlruns",
      "  ./rawline lab ls"
    })
final class LabImportCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private LabCommand lab;

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
    lab.rawline().interruption().stops("interrupted: ends after this run", () -> {});
    try (RunSource from = RunSource.open(source, System.getenv(), DeliveryTiming.STANDARD);
        LabBook book = bookOptions.open();
        TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      ImportRuns.Result result =
          ImportRuns.into(book, from, running)
              .run(experiments, lab.rawline().interruption()::happened, progress);
      print(result);
    }
    return ExitCode.DONE;
  }

  private void print(ImportRuns.Result result) {
    PrintWriter out = spec.commandLine().getOut();
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

package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline lab export}: a run as files. */
@Command(
    name = "export",
    header = "Write all of a run into a folder that needs no lab book.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "DIR gets run.json, metrics.csv, cells.csv, predictions.csv, artefacts/, and parts/ with a"
          + " folder of each run that is a part of it.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      LabCommand.SIMULATE,
      LabCommand.TRAIN,
      "  ./rawline lab export last --out exported"
    })
final class LabExportCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = LabCommand.RUN)
  private String run;

  @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "As --out.")
  private Path given;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "A new folder (default: run-N).")
  private Path out;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    try (LabBook book = bookOptions.openExisting()) {
      long number = book.number(run);
      Path folder = out != null ? out : given != null ? given : Path.of("run-" + number);
      book.export(number, folder);
      spec.commandLine().getOut().printf("run %d is written to %s%n", number, folder);
    }
    return ExitCode.DONE;
  }
}

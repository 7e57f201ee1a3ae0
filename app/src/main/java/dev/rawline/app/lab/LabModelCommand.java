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

/** {@code rawline lab model}: the model of a run. */
@Command(
    name = "model",
    header = "Take the trained processing and task model of a run out of the lab book.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "DIR becomes the folder that train has written, for predict and evaluate. These, and plans,"
          + " also take run:17 for the model of run 17.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      LabCommand.SIMULATE,
      LabCommand.TRAIN,
      "  ./rawline lab model last --out taken",
      "  ./rawline predict taken smears --out predictions",
      "  ./rawline predict run:last smears --out predictions-too"
    })
final class LabModelCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = LabCommand.RUN)
  private String run;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "A new folder (default: run-N-model).")
  private Path out;

  @Mixin private LabBookOptions bookOptions;

  @Override
  public ExitCode call() throws IOException {
    try (LabBook book = bookOptions.openExisting()) {
      long number = book.number(run);
      Path folder = out != null ? out : Path.of("run-%d-model".formatted(number));
      book.model(number, folder);
      spec.commandLine().getOut().printf("the model of run %d is in %s%n", number, folder);
    }
    return ExitCode.DONE;
  }
}

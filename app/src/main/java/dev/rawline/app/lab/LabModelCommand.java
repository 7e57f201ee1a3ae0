package dev.rawline.app.lab;

import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline lab model}: the model of a run. */
@Command(
    name = "model",
    header = "Take the trained processing and task model of a run out of the lab book.")
final class LabModelCommand extends TerminalCommand {
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
      out().printf("the model of run %d is in %s%n", number, folder);
    }
    return ExitCode.DONE;
  }
}

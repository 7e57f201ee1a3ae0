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

/** {@code rawline lab export}: a run as files. */
@Command(name = "export", header = "Write all of a run into a folder that needs no lab book.")
final class LabExportCommand extends TerminalCommand {
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
      out().printf("run %d is written to %s%n", number, folder);
    }
    return ExitCode.DONE;
  }
}

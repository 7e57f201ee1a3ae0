package dev.rawline.app.data;

import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.lab.dataset.DataSetSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline data info}: command-line interface of {@link DataSetSummary}. */
@Checks(warns = false)
@Command(name = "info", header = "Describe a data set, and draw a contact sheet of it.")
public final class DataInfoCommand extends TerminalCommand {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "SHEET.png",
      description = "Draw a contact sheet: samples of every class, masks outlined.")
  private Path sheet;

  @Option(names = "--force", description = "Replace SHEET.png if it already exists.")
  private boolean force;

  @Mixin private DataSetArgument data;

  @Override
  public ExitCode call() throws IOException {
    if (sheet != null) {
      requireFree(sheet, force);
    }
    DataSetOptions reading = data.reading();
    Path folder = data.folder(spec());
    DataSetSummary summary =
        withProgress(
            progress -> DataSetSummary.of(folder, reading, Optional.ofNullable(sheet), progress));
    new DataSetSummaryText(summary).print(out());
    if (sheet != null) {
      TextTable.printField(out(), "sheet", sheet.toString());
    }
    return summary.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}

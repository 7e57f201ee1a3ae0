package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.lab.dataset.DataSetSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data info}: command-line interface of {@link DataSetSummary}. */
@Checks(warns = false)
@Command(name = "info", header = "Describe a data set, and draw a contact sheet of it.")
public final class DataInfoCommand extends TerminalCommand {
  @Parameters(paramLabel = "DATASET", description = DataCommand.DATASET)
  private String typed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SHEET.png",
      description = "Draw a contact sheet: samples of every class, masks outlined.")
  private Path sheet;

  @Option(names = "--force", description = "Replace SHEET.png if it already exists.")
  private boolean force;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    if (sheet != null) {
      requireFree(sheet, force);
    }
    DataSetOptions reading = options.reading();
    Path folder = DataSetReadOptions.folder(spec(), typed);
    DataSetSummary summary =
        withProgress(
            progress -> DataSetSummary.of(folder, reading, Optional.ofNullable(sheet), progress));
    new DataSetSummaryText(summary).print(out());
    if (sheet != null) {
      out().printf("  %-15s%s%n", "sheet", sheet);
    }
    return summary.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}

package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.lab.dataset.DataSetSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline data info}: command-line interface of {@link DataSetSummary}. */
@Checks(warns = false)
@Command(
    name = "info",
    header = "Describe a data set, and draw a contact sheet of it.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {"", "Every picture and every mask is read once.", ""},
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline data info examples/flats",
      "  ./rawline data info examples/flats --out flats.png"
    })
public final class DataInfoCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = DATASET)
  private String typed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SHEET.png",
      description = "Draw a contact sheet: samples of every class, masks outlined.")
  private Path sheet;

  @Option(names = "--force", description = "Replace SHEET.png if it already exists.")
  private boolean force;

  @Mixin private DataSetReadOptions options;

  public static final String DATASET =
      "The folder of a data set, its location, or a known name (raw-microscopy, raw-drone).";

  @Override
  public ExitCode call() throws IOException {
    if (sheet != null && Files.exists(sheet) && !force) {
      throw new IllegalArgumentException(
          "%s already exists: choose another file, or replace it with --force".formatted(sheet));
    }
    DataSetOptions reading = options.reading();
    Path folder = DataSetReadOptions.folder(spec, typed);
    DataSetSummary summary;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      summary = DataSetSummary.of(folder, reading, Optional.ofNullable(sheet), progress);
    }
    new DataSetSummaryText(summary).print(spec.commandLine().getOut());
    if (sheet != null) {
      spec.commandLine().getOut().printf("  %-15s%s%n", "sheet", sheet);
    }
    return summary.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}

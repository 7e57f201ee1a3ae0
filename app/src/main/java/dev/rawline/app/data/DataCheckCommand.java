package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.lab.dataset.CheckData;
import dev.rawline.lab.dataset.DataSetProblem.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data check}: command-line interface of {@link CheckData}. */
@Checks
@Command(name = "check", header = "Find what is wrong with a data set, each as one line.")
final class DataCheckCommand extends TerminalCommand {
  @Parameters(paramLabel = "DATASET", description = DataCommand.DATASET)
  private String typed;

  @Option(
      names = "--split",
      paramLabel = "FILE",
      description =
          "The split to check, as data split writes it (default: the sides that the data set"
              + " itself defines).")
  private Path split;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    DataSetOptions reading = options.reading();
    Path folder = DataSetReadOptions.folder(spec(), typed);
    CheckData.Result result =
        withProgress(
            progress -> new CheckData(folder, reading, Optional.ofNullable(split)).run(progress));
    PrintWriter out = out();
    result.findings().forEach(finding -> out.println(finding.line()));
    int errors = result.count(Severity.ERROR);
    int warnings = result.count(Severity.WARNING);
    out.printf(
        "%s checked%s: %s, %s%n",
        count(result.samples(), "sample"),
        switch (result.splits()) {
          case 0 -> "";
          case 1 -> " and a split";
          default -> " and %d splits".formatted(result.splits());
        },
        count(errors, "error"),
        count(warnings, "warning"));
    return errors > 0 ? ExitCode.CHECK_FAILED : warnings > 0 ? ExitCode.CHECK_WARNS : ExitCode.DONE;
  }

  private static String count(int count, String noun) {
    return (count == 0 ? "no" : String.valueOf(count)) + " " + noun + (count == 1 ? "" : "s");
  }
}

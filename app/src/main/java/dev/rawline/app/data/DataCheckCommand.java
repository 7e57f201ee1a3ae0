package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.lab.dataset.CheckData;
import dev.rawline.lab.dataset.DataSetProblem.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline data check}: command-line interface of {@link CheckData}. */
@Checks
@Command(
    name = "check",
    header = "Find what is wrong with a data set, each as one line.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Finds files that cannot be read, masks of another size than their pictures, the same pixels"
          + " twice or in two classes, groups and pixels on two sides of a split, classes that a side"
          + " lacks, missing and unbalanced labels, differing sizes, saturated and under-exposed"
          + " pictures.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 8 --out streets",
      "  ./rawline data check streets",
      "",
      "With a split of your own:",
      "  ./rawline data check FRAMES --split FRAMES.json"
    })
final class DataCheckCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATASET", description = DataInfoCommand.DATASET)
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
    Path folder = DataSetReadOptions.folder(spec, typed);
    CheckData.Result result;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      result = new CheckData(folder, reading, Optional.ofNullable(split)).run(progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    result.findings().forEach(finding -> out.println(finding.line()));
    int errors = result.count(Severity.ERROR);
    int warnings = result.count(Severity.WARNING);
    out.printf(
        "%s checked%s: %s, %s%n",
        count(result.samples(), "sample"),
        switch (result.splits()) {
          case 0 -> "";
          case 1 -> " and a split";
          default -> " and %d divisions".formatted(result.splits());
        },
        count(errors, "error"),
        count(warnings, "warning"));
    return errors > 0 ? ExitCode.CHECK_FAILED : warnings > 0 ? ExitCode.CHECK_WARNS : ExitCode.DONE;
  }

  private static String count(int count, String noun) {
    return (count == 0 ? "no" : String.valueOf(count)) + " " + noun + (count == 1 ? "" : "s");
  }
}

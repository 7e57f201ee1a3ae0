package dev.rawline.app.render;

import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.lab.dataset.RawSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline info}: command-line interface of {@link RawSummary}. */
@Command(
    name = "info",
    header = "Tell what a raw file is: size, layout, levels, camera, saturation, histogram.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {"", "Every number is printed with its origin.", ""},
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline info examples/chart.png",
      "",
      "A headerless file of your own:",
      "  ./rawline info FRAME.raw --width 1920 --height 1080 --bits 12 --cfa BGGR"
    })
public final class InfoCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Raw files.")
  private List<Path> files;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() {
    PrintWriter out = spec.commandLine().getOut();
    ExitCode result = ExitCode.DONE;
    for (Path file : files) {
      try {
        new RawFileSummary(RawSummary.of(file, raw.description())).print(out);
      } catch (IOException e) {
        spec.commandLine().getErr().println("rawline info: " + e.getMessage());
        result = ExitCode.REJECTED;
      }
    }
    return result;
  }
}

package dev.rawline.app.render;

import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.lab.dataset.RawSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline info}: command-line interface of {@link RawSummary}. */
@Command(
    name = "info",
    header = "Show what a raw file is: size, layout, levels, camera, saturation, histogram.")
public final class InfoCommand extends TerminalCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Raw files.")
  private List<Path> files;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() {
    PrintWriter out = out();
    ExitCode result = ExitCode.DONE;
    for (Path file : files) {
      try {
        new RawFileSummary(RawSummary.of(file, raw.description())).print(out);
      } catch (IOException e) {
        err().println("rawline info: " + e.getMessage());
        result = ExitCode.REJECTED;
      }
    }
    return result;
  }
}

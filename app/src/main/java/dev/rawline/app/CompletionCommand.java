package dev.rawline.app;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rawline completion}: prints what bash needs to complete commands and options. */
@Command(
    name = "completion",
    header = "Print the bash completion of all commands and options.",
    synopsisHeading = "%nUsage: ",
    footer = {
      "",
      "Example:",
      "  source <(./rawline completion)      in this shell, or in ~/.bashrc for all"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("rawline", spec.root().commandLine()));
    out.flush();
  }
}

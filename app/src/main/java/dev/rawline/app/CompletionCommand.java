package dev.rawline.app;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code rawline completion}: prints what bash needs to complete commands and options. */
@Command(name = "completion", header = "Print the bash completion of all commands and options.")
final class CompletionCommand extends TerminalCommand {
  @Override
  public ExitCode call() {
    out().print(AutoComplete.bash("rawline", spec().root().commandLine()));
    out().flush();
    return ExitCode.DONE;
  }
}

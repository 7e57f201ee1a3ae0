package dev.rawline.app.lab;

import picocli.CommandLine.Command;

/** {@code rawline lab}: the words before what is done with the lab book. */
@Command(
    name = "lab",
    header = "List, show, compare and query what was run, and take models out again.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabListCommand.class,
      LabShowCommand.class,
      LabSqlCommand.class,
      LabDiffCommand.class,
      LabExportCommand.class,
      LabModelCommand.class,
      LabReproduceCommand.class,
      LabImportCommand.class,
      LabSendCommand.class
    })
public final class LabCommand {
  /** What RUN may be. */
  static final String RUN = "Its number, as lab ls shows it, or last for the newest.";
}

package dev.rawline.app.lab;

import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.RootCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code rawline lab}: the words before what is done with the lab book. */
@Command(
    name = "lab",
    header = "List, show, compare and query what was run, and take models out again.",
    synopsisHeading = "%nUsage: ",
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
    },
    description = {
      "",
      "The lab book holds every run with its plan, parameters, metrics, artefacts and where it comes"
          + " from: in the folder labbook, or where --lab or RAWLINE_LAB name one, a folder or a team's"
          + " PostgreSQL (docs/how-to/lab-book.md).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      LabCommand.SIMULATE,
      LabCommand.TRAIN,
      "  ./rawline lab ls",
      "  ./rawline lab show last"
    })
public final class LabCommand implements Runnable {
  public static final String SIMULATE =
      "  ./rawline simulate blood-smear --camera microscope --count 48 --size 128x128 --out smears";
  public static final String TRAIN =
      "  ./rawline train plans/quick.yaml --data smears --epochs 1 --out quick";

  /** What RUN may be. */
  static final String RUN = "Its number, as lab ls shows it, or last for the newest.";

  @ParentCommand private RootCommand rawline;

  RootCommand rawline() {
    return rawline;
  }

  @Override
  public void run() {
    throw new IllegalArgumentException("a command is missing");
  }
}

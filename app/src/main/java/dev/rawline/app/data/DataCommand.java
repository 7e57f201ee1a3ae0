package dev.rawline.app.data;

import dev.rawline.app.terminal.HelpText;
import picocli.CommandLine.Command;

/** {@code rawline data}: the words before what is done with a data set. */
@Command(
    name = "data",
    header = "Find, fetch, check, cut, divide and share data sets.",
    synopsisHeading = "%nUsage: ",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataListCommand.class,
      DataInfoCommand.class,
      DataCheckCommand.class,
      DataSplitCommand.class,
      DataTileCommand.class,
      DataStatsCommand.class,
      DataPackCommand.class,
      DataFetchCommand.class,
      DataPushCommand.class
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline data ls examples/flats",
      "  ./rawline data info examples/flats",
      "  ./rawline data push examples/flats copies/flats",
      "  ./rawline data fetch copies/flats --out flats",
      "  ./rawline data pack examples/flats --out flats-packed"
    })
public final class DataCommand implements Runnable {
  @Override
  public void run() {
    throw new IllegalArgumentException("a command is missing");
  }
}

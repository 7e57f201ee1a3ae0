package dev.rawline.app.data;

import picocli.CommandLine.Command;

/** {@code rawline data}: the words before what is done with a data set. */
@Command(
    name = "data",
    header = "Find, fetch, check, cut, divide and share data sets.",
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
    })
public final class DataCommand {
  /** What DATASET may be. */
  public static final String DATASET =
      "The folder of a data set, its location, or a known name (raw-microscopy, raw-drone).";
}

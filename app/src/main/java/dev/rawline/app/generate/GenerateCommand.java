package dev.rawline.app.generate;

import picocli.CommandLine.Command;

/** {@code rawline generate}: the words before what is done with generative models of scenes. */
@Command(
    name = "generate",
    header = "Learn scenes from raw data, draw new ones, and image them through a camera.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenerateTrainCommand.class,
      GenerateSampleCommand.class,
      GenerateDataSetCommand.class,
      GenerateAuditCommand.class
    })
public final class GenerateCommand {}

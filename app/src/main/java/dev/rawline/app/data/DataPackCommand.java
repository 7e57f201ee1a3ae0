package dev.rawline.app.data;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.dataset.PackData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data pack}: command-line interface of {@link PackData}. */
@Command(
    name = "pack",
    header = "Pack a data set into few files that training reads as fast as memory.")
final class DataPackCommand extends TerminalCommand {
  private static final int MEBI_BITS = 20;
  private static final int MOST_SIZE = 1 << 20;
  private static final double MEGA = 1e6;

  @Parameters(paramLabel = "DATASET", description = DataCommand.DATASET)
  private String typed;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the shards, made if it does not exist.")
  private Path folder;

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      description = "The most that a shard holds [MiB] (default: 256).")
  private long size = DataSetPacker.SHARD_BYTES >> MEBI_BITS;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    if (size < 1 || size > MOST_SIZE) {
      throw new IllegalArgumentException(
          "--shard-size is %d: expected 1 to %d (MiB)".formatted(size, MOST_SIZE));
    }
    DataSetOptions reading = options.reading();
    Path source = DataSetReadOptions.folder(spec(), typed);
    DataSetPacker.Packed packed =
        withProgress(
            progress ->
                new PackData(source, reading, folder, size << MEBI_BITS, Parallel.CORES)
                    .run(progress));
    out()
        .printf(
            Locale.ROOT,
            "%d packed, %d kept: %s (%d shard%s, %.1f MB, hash %s)%n",
            packed.packed(),
            packed.kept(),
            folder,
            packed.shards(),
            packed.shards() == 1 ? "" : "s",
            packed.bytes() / MEGA,
            packed.hash().substring(0, 12));
    return ExitCode.DONE;
  }
}

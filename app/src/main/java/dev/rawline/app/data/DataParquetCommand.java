package dev.rawline.app.data;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.workbench.output.ParquetTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data parquet}: command-line interface of {@link ParquetTables}. */
@Command(name = "parquet", header = "Write a table (.csv) as Apache Parquet.")
final class DataParquetCommand extends TerminalCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE.csv",
      description = "A table with a heading, as commands and lab sql --csv write it.")
  private Path table;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write, such as table.parquet.")
  private Path file;

  @Option(names = "--force", description = "Replace the file if it already exists.")
  private boolean force;

  @Override
  public ExitCode call() throws IOException {
    requireFree(file, force);
    ParquetTables tables =
        ServiceLoader.load(ParquetTables.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "data parquet needs what comes with Apache Spark, which is not installed:"
                            + " install the package rawline-cluster, or run Rawline from its"
                            + " sources (docs/how-to/cluster.md)"));
    long rows = withProgress(_ -> tables.write(table, file));
    out().printf(Locale.ROOT, "%d rows written to %s%n", rows, file);
    return ExitCode.DONE;
  }

  @Override
  protected List<String> next() {
    return List.of();
  }
}

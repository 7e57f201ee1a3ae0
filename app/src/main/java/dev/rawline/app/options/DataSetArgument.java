package dev.rawline.app.options;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.set.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** The data set of a command, and how it is read. */
public final class DataSetArgument {
  @Parameters(
      paramLabel = "DATASET",
      description =
          "The folder of a data set, its location, or a known name (raw-microscopy, raw-drone).")
  private String typed;

  @Mixin private DataSetReadOptions options;

  /** Returns it as it was typed. */
  public String typed() {
    return typed;
  }

  /** Returns how it is read. */
  public DataSetOptions reading() throws IOException {
    return options.reading();
  }

  /** Returns its folder, downloading it if it is remote. */
  public Path folder(CommandSpec spec) throws IOException {
    return DataSetReadOptions.folder(spec, typed);
  }

  /** Opens it. */
  public DataSet open(CommandSpec spec) throws IOException {
    return options.open(spec, typed);
  }
}

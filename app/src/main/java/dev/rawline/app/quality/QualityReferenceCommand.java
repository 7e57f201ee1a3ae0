package dev.rawline.app.quality;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.ResultFolder;
import dev.rawline.app.options.SensorOption;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TextTable;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline quality reference}: command-line interface of {@link BuildReference}. */
@Command(
    name = "reference",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure the raw images of a reference camera, as the reference for incoming batches.")
final class QualityReferenceCommand extends BatchCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "DATASET|FILE",
      description = "Raw images of the reference camera: one data set, or files.")
  private List<String> inputs;

  @Mixin private SensorOption sensor;

  @Option(
      names = "--tolerance",
      paramLabel = "FILE",
      description = "The cameras that the task model tolerates: a tolerance.yaml.")
  private Path tolerance;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The task model, whose predictions become measured quantities: a folder or file, or run:17.")
  private String model;

  @Mixin private ResultFolder results;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private RawImageArguments images;

  @Override
  public ExitCode call() throws IOException {
    DataSet dataSet = images.open(spec(), inputs);
    Optional<ToleranceSpecification> tolerated = tolerance(Optional.ofNullable(tolerance));
    Optional<ModelProbe> probe =
        model(
            Optional.ofNullable(model), tracking.book(), engineOptions, inputs.getFirst(), dataSet);
    try (RunLogs logs = tracking.logs(spec())) {
      BuildReference command =
          new BuildReference(
              results.path(),
              sensor.of(dataSet),
              tolerated,
              probe,
              engineOptions.threads(),
              1,
              logs);
      print(interruptible(bar -> command.run(dataSet, results.force(), bar)));
    }
    return ExitCode.DONE;
  }

  private void print(QualityReference reference) {
    PrintWriter out = out();
    QuantityTable images = reference.images();
    TextTable table = new TextTable(List.of("quantity", "mean", "deviation", "unit", "images"));
    for (Quantity quantity : Quantity.values()) {
      int known = images.known(quantity).length;
      if (known > 1) {
        table.add(
            Arrays.asList(
                quantity.toString(),
                images.mean(quantity),
                images.deviation(quantity),
                quantity.unit(),
                known));
      }
    }
    table.print(out);
    out.printf(
        "%d images, %d defective pixels, checksum %s%n",
        images.images(),
        reference.defects().size(),
        QualityReferenceFiles.sum(reference).substring(0, 12));
    out.printf("written to %s%n", results.path().resolve(QualityReferenceFiles.NAME));
  }
}

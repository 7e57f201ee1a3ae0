package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline quality reference}: command-line interface of {@link BuildReference}. */
@Command(
    name = "reference",
    modelTransformer = ModelOptions.Flags.class,
    header = "Measure raw images of a reference camera, to compare incoming ones with.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Levels, noise, sharpness, banding, colours and defects of every image, what a blur would do to"
          + " them, and, with --model, what the task's model makes of them. A hundred images or more,"
          + " of what the camera usually sees. With the sensor's specification and the tolerance of"
          + " the model (from forensics) batches are judged against those, too. DIR gets"
          + " reference.json, whose sum guards it against changes.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 24 --size 160x160 --out frames",
      "  ./rawline quality reference frames --out reference",
      "  ./rawline quality reference frames --tolerance examples/tolerance.yaml --out tolerated"
    })
final class QualityReferenceCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private QualityCommand quality;

  @Parameters(
      arity = "1..*",
      paramLabel = "DATASET|FILE",
      description = "Raw images of the reference camera: one data set, or files.")
  private List<String> inputs;

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      description =
          "The sensor's specification: drone, microscope, or a sensor.yaml (default: the data set's own).")
  private String sensor;

  @Option(
      names = "--tolerance",
      paramLabel = "FILE",
      description = "Which cameras the task's model tolerates: a tolerance.yaml.")
  private Path tolerance;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The task's model, to test what it makes of images: a folder or file, or run:17.")
  private String model;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for reference.json, made if it does not exist.")
  private Path folder;

  @Option(names = "--force", description = "Replace a reference that already exists.")
  private boolean force;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Mixin private RawFileOptions raw;

  @Mixin private DataSetReadOptions options;

  @Override
  public ExitCode call() throws IOException {
    DataSet dataSet = new RawImageArguments(spec, options, raw).open(inputs);
    Optional<ToleranceSpecification> tolerated =
        tolerance == null
            ? Optional.empty()
            : Optional.of(ToleranceSpecification.FILE.read(tolerance));
    Optional<ModelProbe> asked = model(dataSet);
    try (RunLogs logs = tracking.with(bookOptions.open(), bookOptions.place(), spec)) {
      QualityReference reference = built(dataSet, tolerated, asked, logs);
      print(reference);
    }
    return ExitCode.DONE;
  }

  private QualityReference built(
      DataSet dataSet,
      Optional<ToleranceSpecification> tolerated,
      Optional<ModelProbe> asked,
      RunLogs logs)
      throws IOException {
    BuildReference command =
        new BuildReference(
            folder,
            QualityRunner.sensor(Optional.ofNullable(sensor), dataSet),
            tolerated,
            asked,
            engineOptions.threads(),
            1,
            logs);
    try (TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr())) {
      return command.run(dataSet, force, quality.rawline().interruption().ending(bar));
    }
  }

  private Optional<ModelProbe> model(DataSet dataSet) throws IOException {
    if (model == null) {
      return Optional.empty();
    }
    return Optional.of(
        QualityRunner.model(spec, bookOptions, engineOptions, model, inputs.getFirst(), dataSet));
  }

  private void print(QualityReference reference) {
    PrintWriter out = spec.commandLine().getOut();
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
        "%d images, %d defective pixels, sum %s%n",
        images.images(),
        reference.defects().size(),
        QualityReferenceFiles.sum(reference).substring(0, 12));
    out.printf("written to %s%n", folder.resolve(QualityReferenceFiles.NAME));
  }
}

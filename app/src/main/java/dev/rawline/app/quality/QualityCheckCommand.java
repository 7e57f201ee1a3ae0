package dev.rawline.app.quality;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rawline quality check}: command-line interface of {@link CheckQuality}. */
@Checks
@Command(
    name = "check",
    modelTransformer = QualityPlanOptions.OfCheck.class,
    header = "Judge a batch of raw images against a reference.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Every quantity is measured with its interval and passes, warns or fails by the sensor's"
          + " specification, the reference and what the model tolerates. Tests show whether the batch"
          + " is of the reference's population, and a fit shows what happened to the camera, in words"
          + " and numbers. Faults of single files are named: wrong colour layout, missing codes,"
          + " copies, compression, new defective pixels (docs/how-to/quality.md).",
      "",
      "DIR gets report.html, certificate.html for somebody to sign, quality.json and images.csv; the"
          + " run is written into the lab book. Fewer than five images are judged one by one.",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline simulate aerial-street --camera drone --count 24 --size 160x160 --out frames",
      "  ./rawline quality reference frames --out reference",
      "  ./rawline simulate aerial-street --camera drone --count 12 --size 160x160 --seed 2 \\",
      "      --out incoming",
      "  ./rawline quality check reference incoming --out checked",
      "  ./rawline quality check reference incoming/images/000001.tiff --json --out one"
    })
final class QualityCheckCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @ParentCommand private QualityCommand quality;

  @Mixin private BatchArguments batch;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The task's model, as the reference was built with: a folder or file, or run:17.")
  private String model;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, made if it does not exist.")
  private Path folder;

  @Option(names = "--json", description = "Print what was judged as JSON.")
  private boolean json;

  @Mixin private LabBookOptions bookOptions;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    QualityReference held = batch.reference();
    DataSet dataSet = batch.open(spec);
    QualityPlan plan = plan();
    Optional<ModelProbe> asked = model(dataSet);
    Optional<PredictEffect> effect =
        QualityRunner.effect(spec, plan, asked, batch.options().reading());
    try (RunLogs logs = tracking.with(bookOptions.open(), bookOptions.place(), spec)) {
      return new QualityRunner(spec, quality.rawline(), json)
          .run(
              plan,
              held,
              dataSet,
              QualityRunner.compensated(plan.compensation().map(Path::of)),
              asked,
              effect,
              batch.typed(spec),
              folder,
              logs);
    }
  }

  private QualityPlan plan() throws IOException {
    SequencedMap<String, String> keys = QualityPlanOptions.given(spec);
    keys.put("reference", TrainingPlanOptions.quoted(batch.referencePlace()));
    keys.put(
        "data",
        batch.places().stream()
            .map(TrainingPlanOptions::quoted)
            .collect(Collectors.joining(", ", "[", "]")));
    if (model != null) {
      keys.put("model", TrainingPlanOptions.quoted(TrainingPlanOptions.path(model).orElse(model)));
    }
    return QualityPlan.FILE.read(Optional.empty(), keys);
  }

  private Optional<ModelProbe> model(DataSet dataSet) throws IOException {
    if (model == null) {
      return Optional.empty();
    }
    return Optional.of(
        QualityRunner.model(spec, bookOptions, engineOptions, model, batch.first(), dataSet));
  }
}

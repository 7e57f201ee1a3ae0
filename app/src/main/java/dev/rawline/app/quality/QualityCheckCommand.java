package dev.rawline.app.quality;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.options.TrainingPlanOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
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
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline quality check}: command-line interface of {@link CheckQuality}. */
@Checks
@Command(
    name = "check",
    modelTransformer = QualityPlanOptions.OfCheck.class,
    header = "Check a batch of raw images against the reference.")
final class QualityCheckCommand extends BatchCommand {
  @Mixin private BatchArguments batch;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The task model with which the reference was built: a folder or file, or run:17.")
  private String model;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, created if missing.")
  private Path folder;

  @Option(names = "--json", description = "Print the verdicts as JSON.")
  private boolean json;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    QualityReference reference = batch.reference();
    DataSet dataSet = batch.open(spec());
    QualityPlan plan = plan();
    Optional<ModelProbe> probe =
        model(Optional.ofNullable(model), tracking.book(), engineOptions, batch.first(), dataSet);
    Optional<PredictEffect> effect = effect(plan, probe, batch.options());
    try (RunLogs logs = tracking.logs(spec())) {
      CheckQuality command =
          new CheckQuality(
              plan,
              reference,
              compensated(plan.compensation().map(Path::of)),
              probe,
              effect,
              batch.typed(spec()),
              folder,
              logs);
      return check(command, dataSet, json);
    }
  }

  private QualityPlan plan() throws IOException {
    SequencedMap<String, String> keys = QualityPlanOptions.given(spec());
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
}

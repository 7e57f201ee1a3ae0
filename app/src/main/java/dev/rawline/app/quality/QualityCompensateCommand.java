package dev.rawline.app.quality;

import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.lab.quality.CompensateCamera;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.Compensation.CompensationFiles;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rawline quality compensate}: command-line interface of {@link CompensateCamera}. */
@Command(
    name = "compensate",
    modelTransformer = ModelOptions.Flags.class,
    header = "Propose camera parameters that undo a drift, without retraining.")
final class QualityCompensateCommand extends BatchCommand {
  @Mixin private BatchArguments batch;

  @Option(
      names = "--black-within",
      paramLabel = "SHARE",
      description =
          "Maximum change of the black level, as a fraction of the range from black to white (default: 0.1).")
  private double black = CompensationBounds.USUAL.black();

  @Option(
      names = "--gains-within",
      paramLabel = "FACTOR",
      description = "Maximum factor by which gains may be changed, up or down (default: 2).")
  private double factor = CompensationBounds.USUAL.factor();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The task model, for predicting the metric: a folder or file, or run:17.")
  private String model;

  @Option(
      names = "--labelled",
      paramLabel = "DATASET",
      description = "Labelled data recorded by the reference camera; requires --model.")
  private String labelled;

  @Option(
      names = "--proof",
      paramLabel = "DATASET",
      description =
          "Labelled data recorded by the drifted camera: measures the recovery; nothing is proposed that lowers the metric there.")
  private String proof;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, created if missing.")
  private Path folder;

  @Mixin private TrackingOptions tracking;

  @Mixin private EngineOptions engineOptions;

  @Override
  public ExitCode call() throws IOException {
    QualityReference reference = batch.reference();
    DataSet dataSet = batch.open(spec());
    Optional<PredictCompensation> prediction = prediction();
    try (RunLogs logs = tracking.logs(spec())) {
      CompensateCamera command =
          new CompensateCamera(
              reference,
              new CompensationBounds(black, factor),
              prediction,
              engineOptions.threads(),
              1,
              folder,
              logs);
      print(interruptible(bar -> command.run(dataSet, bar)));
      return ExitCode.DONE;
    }
  }

  @Override
  protected List<String> next() {
    return words(
        "quality",
        "check",
        batch.typed(spec()),
        "--compensation",
        folder.resolve(CompensationFiles.NAME),
        given(LabBookOptions.class),
        "--out",
        beside(folder, "check"));
  }

  private Optional<PredictCompensation> prediction() throws IOException {
    if ((model == null) != (labelled == null) || (proof != null && model == null)) {
      throw new IllegalArgumentException(
          "--model and --labelled require each other, and --proof requires both: give the model and labelled data of the reference camera");
    }
    if (model == null) {
      return Optional.empty();
    }
    DataSet dataSet = batch.options().open(spec(), labelled);
    ModelProbe probe =
        model(Optional.of(model), tracking.book(), engineOptions, labelled, dataSet).orElseThrow();
    List<Sample> measured =
        proof == null ? List.of() : batch.options().open(spec(), proof).samples();
    return Optional.of(new PredictCompensation(effect(probe, dataSet, 1), measured));
  }

  private void print(CompensateCamera.Result result) {
    PrintWriter out = out();
    out.println(result.attribution().sentence());
    result
        .predicted()
        .flatMap(PredictCompensation.Result::pictures)
        .ifPresent(pictures -> out.println(pictures.sentence(result.attribution())));
    Compensation compensation = result.compensation();
    if (compensation.isNone()) {
      out.println(result.refused().orElse("there is no drift that camera parameters could undo"));
    }
    compensation.changes().forEach(change -> out.println("  propose " + change.words()));
    compensation.left().forEach(left -> out.println("  left: " + left));
    result
        .predicted()
        .ifPresent(
            predicted -> {
              for (MetricEffect step : predicted.steps()) {
                out.printf(
                    Locale.ROOT,
                    "  %-28s %s %.3f (95 %%: %.3f to %.3f)%n",
                    step.how(),
                    step.metric(),
                    step.predicted().value(),
                    step.predicted().low(),
                    step.predicted().high());
              }
              predicted.notes().forEach(out::println);
            });
    out.println("nothing was changed");
    out.printf("written to %s, and to the lab book as run %s%n", result.folder(), result.run());
  }
}

package dev.rawline.app.quality;

import dev.rawline.app.experiment.ForensicsCheckCommand;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.RootCommand;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.QualityRecord;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.effect.CompensationFiles;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that checks a batch: from the first bar to the exit code.
 *
 * @param spec the command
 * @param rawline hears of interruptions
 * @param json whether what was judged is printed as JSON
 */
record QualityRunner(CommandSpec spec, RootCommand rawline, boolean json) {
  ExitCode run(
      QualityPlan plan,
      QualityReference reference,
      DataSet dataSet,
      CameraDrift compensated,
      Optional<ModelProbe> model,
      Optional<PredictEffect> effect,
      List<String> typed,
      Path folder,
      RunLogs logs)
      throws IOException {
    CheckQuality.Result result;
    try (TerminalProgress bar = TerminalProgress.on(spec.commandLine().getErr())) {
      result =
          new CheckQuality(plan, reference, compensated, model, effect, typed, folder, logs)
              .run(dataSet, rawline.interruption().ending(bar));
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(
              JsonFile.text(JsonRecords.values(QualityRecord.of(result.check(), result.effect()))));
    } else {
      QualitySummaryText.print(result, spec.commandLine().getOut());
    }
    return code(result.check().verdict());
  }

  /** Returns what a file says that numbers of the camera undo, nothing where none is named. */
  static CameraDrift compensated(Optional<Path> file) throws IOException {
    return file.isPresent() ? CompensationFiles.read(file.get()) : CameraDrift.NONE;
  }

  /** Returns the sensor that is named, or else the one that the data set states, if any. */
  static Optional<SensorSpec> sensor(Optional<String> named, DataSet dataSet) throws IOException {
    Optional<String> word = named.or(() -> dataSet.sensor().map(Path::toString));
    return word.isPresent() ? Optional.of(DescriptionFiles.sensor(word.get())) : Optional.empty();
  }

  /**
   * Returns what is asked of a model that is named.
   *
   * @param typed the data that it is asked about, as they were named
   * @param dataSet the same
   */
  static ModelProbe model(
      CommandSpec spec,
      LabBookOptions book,
      EngineOptions engine,
      String named,
      String typed,
      DataSet dataSet)
      throws IOException {
    return new ModelProbe(
        ModelOptions.source(spec, book.model(named), typed, dataSet.classes()), engine.engine());
  }

  /**
   * Returns what predicts effects on a model, if a plan names labelled data.
   *
   * @throws IllegalArgumentException if it does, and there is no model
   */
  static Optional<PredictEffect> effect(
      CommandSpec spec, QualityPlan plan, Optional<ModelProbe> asked, DataSetOptions reading)
      throws IOException {
    if (plan.labelled().isEmpty()) {
      return Optional.empty();
    }
    if (asked.isEmpty()) {
      throw new IllegalArgumentException(
          "--labelled goes with --model (labelled with model in a plan): name the model that is evaluated on it");
    }
    DataSet labelled =
        DataSets.open(DataSetReadOptions.folder(spec, plan.labelled().get()), reading);
    return Optional.of(effect(asked.get(), labelled, plan.seed()));
  }

  /** Predicts effects by a model from labelled data that it was not trained on. */
  static PredictEffect effect(ModelProbe model, DataSet labelled, long seed) throws IOException {
    return new PredictEffect(
        model.source(),
        labelled,
        ForensicsCheckCommand.tested(labelled, model.source().path()),
        model.engine(),
        seed);
  }

  static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case PASS -> ExitCode.DONE;
      case WARN -> ExitCode.CHECK_WARNS;
      case FAIL -> ExitCode.CHECK_FAILED;
    };
  }
}

package dev.rawline.app.quality;

import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.options.EngineOptions;
import dev.rawline.app.options.LabBookOptions;
import dev.rawline.app.options.ModelOptions;
import dev.rawline.app.options.SampleSelectionOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.QualityRecord;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.effect.CompensationFiles;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.reference.ModelProbe;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A command of quality control: raw images, their reference, and the task's model. */
abstract class BatchCommand extends TerminalCommand {

  /**
   * Runs a check, prints what it found, and returns the exit code of its verdict.
   *
   * @param json whether JSON is printed
   */
  final ExitCode check(CheckQuality command, DataSet dataSet, boolean json) throws IOException {
    CheckQuality.Result result = interruptible(bar -> command.run(dataSet, bar));
    if (json) {
      out()
          .println(
              JsonFile.text(JsonRecords.values(QualityRecord.of(result.check(), result.effect()))));
    } else {
      QualitySummaryText.print(result, out());
    }
    return code(result.check().verdict());
  }

  static ExitCode code(Verdict verdict) {
    return switch (verdict) {
      case PASS -> ExitCode.DONE;
      case WARN -> ExitCode.CHECK_WARNS;
      case FAIL -> ExitCode.CHECK_FAILED;
    };
  }

  /** Reads the drift that camera parameters undo already; none where no file is named. */
  static CameraDrift compensated(Optional<Path> file) throws IOException {
    return file.isPresent() ? CompensationFiles.read(file.get()) : CameraDrift.NONE;
  }

  /** Reads which cameras the model tolerates, where a file is named. */
  static Optional<ToleranceSpecification> tolerance(Optional<Path> file) throws IOException {
    return file.isPresent()
        ? Optional.of(ToleranceSpecification.FILE.read(file.get()))
        : Optional.empty();
  }

  /** Returns the sensor that is named, or else the one that the data set states, if any. */
  static Optional<SensorSpec> sensor(Optional<String> named, DataSet dataSet) throws IOException {
    Optional<String> word = named.or(() -> dataSet.sensor().map(Path::toString));
    return word.isPresent() ? Optional.of(DescriptionFiles.sensor(word.get())) : Optional.empty();
  }

  /**
   * Returns the model, where one is named.
   *
   * @param typed the data that it is evaluated on, as they were named
   * @param dataSet the same
   */
  final Optional<ModelProbe> model(
      Optional<String> named,
      LabBookOptions book,
      EngineOptions engine,
      String typed,
      DataSet dataSet)
      throws IOException {
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ModelProbe(
                ModelOptions.source(spec(), book.model(named.get()), typed, dataSet.classes()),
                engine.engine()));
  }

  /**
   * Returns what predicts effects on a model, if a plan names labelled data.
   *
   * @throws IllegalArgumentException if it does, and there is no model
   */
  final Optional<PredictEffect> effect(
      QualityPlan plan, Optional<ModelProbe> model, DataSetReadOptions options) throws IOException {
    if (plan.labelled().isEmpty()) {
      return Optional.empty();
    }
    if (model.isEmpty()) {
      throw new IllegalArgumentException(
          "--labelled goes with --model (labelled with model in a plan): name the model that is evaluated on it");
    }
    DataSet labelled = options.open(spec(), plan.labelled().get());
    return Optional.of(effect(model.get(), labelled, plan.seed()));
  }

  /** Predicts effects by a model from labelled data that it was not trained on. */
  static PredictEffect effect(ModelProbe model, DataSet labelled, long seed) throws IOException {
    return new PredictEffect(
        model.source(),
        labelled,
        SampleSelectionOptions.heldOut(labelled, model.source().path()),
        model.engine(),
        seed);
  }
}

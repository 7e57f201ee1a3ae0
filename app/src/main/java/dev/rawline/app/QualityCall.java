package dev.rawline.app;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.QualityPlan;
import dev.rawline.lab.quality.QualityRecord;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.effect.CompensationFiles;
import dev.rawline.lab.quality.effect.PredictEffect;
import dev.rawline.lab.quality.model.AskModel;
import dev.rawline.lab.quality.reference.Reference;
import dev.rawline.lab.report.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that checks a batch: from the first bar to the exit code.
 *
 * @param spec the command
 * @param rawline hears of interruptions
 * @param json whether what was judged is printed as JSON
 */
record QualityCall(CommandSpec spec, RawlineCommand rawline, boolean json) {
  /** What a pipeline is told of a batch that fails. */
  static final int UNFIT = 3;

  /** What a pipeline is told of a batch that somebody should look at. */
  static final int DOUBTFUL = 4;

  static final String EXIT_CODES =
      "Exit codes: 0 pass; 3 fail; 4 warn; 1 unexpected failure, such as a full disk; 2 wrong usage,"
          + " or a file was refused; 130 interrupted (Ctrl-C).";

  int run(
      QualityPlan plan,
      Reference reference,
      DataSet dataSet,
      CameraDifference compensated,
      Optional<AskModel> model,
      Optional<PredictEffect> effect,
      List<String> typed,
      Path folder,
      RunLogs logs)
      throws IOException {
    rawline.interruption().stops();
    CheckQuality.Result result;
    try (JudgingBar bar = new JudgingBar("measuring")) {
      result =
          new CheckQuality(plan, reference, compensated, model, effect, typed, folder, logs)
              .run(
                  dataSet,
                  (done, all) -> {
                    rawline.interruption().requireNone();
                    bar.judged(done, all);
                  });
    }
    if (json) {
      spec.commandLine()
          .getOut()
          .println(JsonFile.text(QualityRecord.of(result.check(), result.effect())));
    } else {
      QualityText.print(result, spec.commandLine().getOut());
    }
    return code(result.check().verdict());
  }

  /** Returns what a file says that numbers of the camera undo, nothing where none is named. */
  static CameraDifference compensated(Optional<Path> file) throws IOException {
    return file.isPresent() ? CompensationFiles.read(file.get()) : CameraDifference.NONE;
  }

  /** Predicts effects by a model from labelled data that it was not trained on. */
  static PredictEffect effect(AskModel model, DataSet labelled, long seed) throws IOException {
    return new PredictEffect(
        model.source(),
        labelled,
        ForensicsCheckCommand.tested(labelled, model.source().path()),
        model.engine(),
        seed);
  }

  static int code(Judgement verdict) {
    return switch (verdict) {
      case PASS -> CommandLine.ExitCode.OK;
      case WARN -> DOUBTFUL;
      case FAIL -> UNFIT;
    };
  }
}

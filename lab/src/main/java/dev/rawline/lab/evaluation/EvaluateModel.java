package dev.rawline.lab.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.CameraDraw;
import dev.rawline.learning.assembly.ExportedFile;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.sample.Task;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A trained model × a data set → how good it is there: {@code metrics.json}, {@code
 * predictions.csv}, and pictures.
 *
 * @param model the model
 * @param folder where the results go; made if it does not exist
 * @param engine where the network computes
 * @param cameras of which cameras one is drawn for every sample; none: samples are as they are, or
 *     by the one other camera by which training saw all of them
 */
public record EvaluateModel(
    ModelSource model, Path folder, Engine engine, Optional<CameraDraw> cameras) {
  private static final String COMMAND = "evaluate";
  private static final List<String> NAMES =
      List.of(
          ModelFolder.METRICS,
          PredictionsFile.NAME,
          PredictionsFile.MASKS,
          ScorePlots.CONFUSION,
          ScorePlots.RELIABILITY);

  /**
   * Evaluates samples.
   *
   * @param dataSet the samples
   * @param what what they are, such as "test side of leukocytes"
   * @param force whether existing results are replaced
   * @param progress reports the progress, and may end the run
   * @throws IllegalArgumentException if the samples have labels that the model does not know, or
   *     cameras are to be drawn and cannot
   * @throws RejectedFileException if the model cannot be opened, or the folder holds results
   *     already
   * @throws IOException if a file cannot be read or written
   */
  public Evaluation.Result run(DataSet dataSet, String what, boolean force, Progress progress)
      throws IOException {
    if (!force) {
      OutputFiles.requireNew(folder, ModelFolder.METRICS, NAMES, COMMAND);
    }
    if (cameras.isPresent()) {
      ExportedFile.requireOpenCamera(model.path());
    }
    try (TrainedModel trained = model.open(engine)) {
      requireKnown(trained.task(), dataSet);
      Evaluation evaluation =
          cameras.isPresent()
              ? cameras
                  .get()
                  .evaluation(trained, dataSet, ReferenceResolver.in(Path.of("")), Progress.SILENT)
              : trained.evaluation();
      try (FolderLock _ = FolderLock.take(folder)) {
        OutputFiles.begin(folder, COMMAND);
        Evaluation.Result result =
            new PredictionsFile(trained.task(), folder)
                .evaluate(
                    evaluation, dataSet.samples(), trained.loss(), trained.plan().seed(), progress);
        ScorePlots.write(result.scores(), what, folder);
        JsonRecords.write(
            metrics(trained, evaluation, dataSet, what, result),
            folder.resolve(ModelFolder.METRICS));
        OutputFiles.finish(folder);
        return result;
      }
    }
  }

  private static void requireKnown(Task task, DataSet dataSet) {
    if (task instanceof Task.Classification(List<String> classes)) {
      TreeSet<String> unknown = new TreeSet<>(dataSet.classes());
      unknown.removeAll(classes);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            "data set %s has the classes %s, which the model does not know: expected %s; leave their samples out, or train a model that knows them"
                .formatted(dataSet.name(), String.join(", ", unknown), String.join(", ", classes)));
      }
    }
    long open = dataSet.samples().stream().filter(sample -> !isLabelled(task, sample)).count();
    if (open > 0) {
      throw new IllegalArgumentException(
          "%d of the %d samples of data set %s have no %s: expected one of every sample; label them, or use predict"
              .formatted(
                  open,
                  dataSet.samples().size(),
                  dataSet.name(),
                  switch (task) {
                    case Task.Classification _ -> "class";
                    case Task.Segmentation() -> "mask";
                    case Task.Regression(String name) -> name;
                  }));
    }
  }

  private static boolean isLabelled(Task task, Sample sample) {
    return switch (task) {
      case Task.Classification _, Task.Regression _ -> sample.label().className().isPresent();
      case Task.Segmentation() -> sample.label().mask().isPresent();
    };
  }

  /** The form of {@code metrics.json}. */
  private record Metrics(
      String rawline,
      String command,
      List<Map<String, Object>> model,
      String dataSet,
      String evaluated,
      long seed,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Map<String, String>> cameras,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Long> camerasSeed,
      String engine,
      String device,
      int threads,
      String machine,
      ScoresRecord result) {}

  private Metrics metrics(
      TrainedModel trained,
      Evaluation evaluation,
      DataSet dataSet,
      String what,
      Evaluation.Result result)
      throws IOException {
    Optional<Long> drawnFrom =
        evaluation.drawnFrom().isPresent()
            ? Optional.of(evaluation.drawnFrom().getAsLong())
            : Optional.empty();
    return new Metrics(
        Version.CURRENT,
        COMMAND,
        Provenance.contents(model.files()),
        dataSet.name(),
        what,
        trained.plan().seed(),
        drawnFrom.map(
            _ ->
                cameras
                    .flatMap(CameraDraw::ranges)
                    .or(() -> trained.plan().vary())
                    .map(CameraVariationPlan::texts)
                    .orElseThrow()),
        drawnFrom,
        Engine.version(),
        engine.device().toString(),
        engine.threads(),
        Machine.words(),
        ScoresRecord.of(result));
  }
}

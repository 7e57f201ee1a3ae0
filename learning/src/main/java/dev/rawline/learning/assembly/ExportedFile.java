package dev.rawline.learning.assembly;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.datamodel.MosaicModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.onnx.MosaicFormat;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.task.OnnxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exported file that takes raw mosaics: its camera is fixed.
 *
 * @param path the file
 * @param described how samples are read; the file states everything else
 */
public record ExportedFile(Path path, TrainingPlan described) implements ModelSource {

  /**
   * Returns whether a path is a file that contains its camera.
   *
   * @throws RejectedFileException if its description is damaged
   * @throws IOException if it cannot be read
   */
  public static boolean isWithCamera(Path path) throws IOException {
    return Files.isRegularFile(path)
        && ExportDescription.of(path).flatMap(ExportDescription::mosaics).isPresent();
  }

  /**
   * Requires that a model's camera can be varied.
   *
   * @throws IllegalArgumentException if the path is a file that contains its camera
   * @throws IOException if it cannot be read
   */
  public static void requireOpenCamera(Path path) throws IOException {
    if (isWithCamera(path)) {
      throw new IllegalArgumentException(
          "%s contains its camera, which cannot be varied: use the model's folder, or export the network alone (--network) and describe the camera by --camera and --data-model; evaluate and predict accept this file"
              .formatted(path.getFileName()));
    }
  }

  /**
   * Returns the values of a plan's keys that an exported file states, with a camera or without: its
   * task, and its classes in the order of its outputs.
   *
   * @return empty if the file was not exported by this program
   * @throws IOException if it cannot be read
   */
  public static Map<String, Object> stated(Path path) throws IOException {
    return ExportDescription.of(path).map(known -> stated(known.task())).orElse(Map.of());
  }

  private static Map<String, Object> stated(Task task) {
    return switch (task) {
      case Task.Classification(List<String> classes) ->
          Map.of("task", new TaskPlan.Classification(), "classes", classes);
      case Task.Segmentation() -> Map.of("task", new TaskPlan.Segmentation());
      case Task.Regression(String name) -> Map.of("task", new TaskPlan.Regression(name));
    };
  }

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public TrainedModel open(Engine engine) throws IOException {
    ExportDescription description =
        ExportDescription.of(path)
            .orElseThrow(
                () ->
                    new RejectedFileException(
                        path, "was not exported by this program", "describe it by options"));
    MosaicFormat mosaics =
        description
            .mosaics()
            .orElseThrow(
                () ->
                    new RejectedFileException(
                        path, "is a network without a camera", "describe its camera by options"));
    TrainingPlan plan = complete(description.task());
    ModelInput input = new ModelInput(description.crop(), false, Optional.empty());
    OnnxSession session = OnnxSession.open(path, engine.threads());
    return new TrainedModel(
        plan,
        new JointModel(
            description.task(),
            input,
            new MosaicModel(path.getFileName() + "", mosaics),
            new IdentityStandardizer(), // the file standardizes
            new MosaicNetwork(session),
            engine,
            Precision.FLOAT32),
        Preparation.digital(description.task(), input));
  }

  private TrainingPlan complete(Task task) {
    Map<String, Object> values = new HashMap<>(stated(task));
    values.put("data_model", new DataModelPlan.Views());
    values.put("loss", ResolvedPlan.usualLoss((TaskPlan) values.get("task")));
    return described.with(values);
  }
}

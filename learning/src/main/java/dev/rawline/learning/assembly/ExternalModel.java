package dev.rawline.learning.assembly;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.task.ModelSignature;
import dev.rawline.learning.task.OnnxModel;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.TorchScriptModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of a model that was trained elsewhere, and its description.
 *
 * @param path an .onnx file, or a TorchScript file
 * @param described its data model and its outputs: only the keys camera, data_model, crop, size,
 *     standardize, task, classes and evaluation_batch are used; defaults: processed pictures if no
 *     camera is given, no standardization, a classification if classes are given
 * @param probabilities whether it returns probabilities instead of logits
 */
public record ExternalModel(Path path, TrainingPlan described, boolean probabilities)
    implements ModelSource {

  /** The size with which a file is tried that does not fix it [px]. */
  private static final int USUAL_SIDE = 224;

  /**
   * Requires that a model can have a gradient.
   *
   * @throws IllegalArgumentException if the path is an ONNX file, which has none; the message gives
   *     the remedy
   */
  public static void requireGradient(Path path) {
    if (isOnnx(path)) {
      throw new IllegalArgumentException(
          "%s is an ONNX file, which has no gradient: use the model's folder, or export the model as TorchScript"
              .formatted(path.getFileName()));
    }
  }

  /** Returns whether a path is an ONNX file. */
  public static boolean isOnnx(Path path) {
    return Files.isRegularFile(path) && path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public TrainedModel open(Engine engine) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new RejectedFileException(path, "the file does not exist", "check the path");
    }
    ExportedFile.requireOpenCamera(path);
    TrainingPlan plan = complete();
    requireKnown(plan);
    ModelAssembly assembly = new ModelAssembly(plan, Path.of(""));
    Preparation preparation = assembly.preparation();
    TaskModel model = model(plan, standardization(assembly), engine);
    try {
      requireOutputs(assembly.task(), model.outputs());
      return new TrainedModel(
          plan,
          new JointModel(
              assembly.task(),
              plan.input(),
              assembly.dataModel(),
              new IdentityStandardizer(), // the contract standardizes
              new ExternalNetwork(model),
              engine,
              Precision.FLOAT32),
          preparation);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private TrainingPlan complete() {
    TaskPlan task =
        described
            .task()
            .or(() -> described.classes().map(_ -> new TaskPlan.Classification()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the outputs of %s are unknown: name its classes in the order of its outputs (--classes), or its task (--task)"
                            .formatted(path.getFileName())));
    if (task instanceof TaskPlan.Classification() && described.classes().isEmpty()) {
      throw new IllegalArgumentException(
          "the classes of %s are missing: list them in the order of its outputs (--classes)"
              .formatted(path.getFileName()));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("task", task);
    values.put(
        "data_model",
        described
            .dataModel()
            .orElseGet(
                () ->
                    described.camera().isPresent()
                        ? ResolvedPlan.USUAL_DATA_MODEL
                        : new DataModelPlan.Views()));
    values.put("standardize", described.standardize().orElse(PlanWords.NO_STANDARDIZING));
    values.put("loss", ResolvedPlan.usualLoss(task));
    return described.with(values);
  }

  /** Standardizations that are learned or measured in training are unknown for a file. */
  private void requireKnown(TrainingPlan plan) {
    String standardize = plan.standardize().orElseThrow();
    if (PlanWords.isStandardizing(standardize) && !standardize.equals(PlanWords.NO_STANDARDIZING)) {
      throw new IllegalArgumentException(
          "standardize is %s, which was not measured for %s: expected none, %s or a statistics.yaml"
              .formatted(
                  standardize, path.getFileName(), String.join(", ", Standardization.PRESETS)));
    }
    switch (plan.dataModel().orElseThrow()) {
      case DataModelPlan.Static _, DataModelPlan.Parametrized _, DataModelPlan.Views() -> {}
      case DataModelPlan.None none when none.channels() == 3 -> {}
      case DataModelPlan.None _, DataModelPlan.Neural _ ->
          throw new IllegalArgumentException(
              "data_model is %s: expected one that renders three colour channels with fixed parameters, such as a view"
                  .formatted(PlanWords.word(plan.dataModel().get())));
    }
  }

  private static Optional<Standardization> standardization(ModelAssembly assembly)
      throws IOException {
    return assembly.standardizing() instanceof FixedStandardizer(Standardization numbers)
        ? Optional.of(numbers)
        : Optional.empty();
  }

  private TaskModel model(
      TrainingPlan plan, Optional<Standardization> standardization, Engine engine)
      throws IOException {
    int side = plan.size().or(plan::crop).orElse(USUAL_SIDE);
    ModelSignature contract =
        new ModelSignature(
            standardization,
            probabilities
                ? ModelSignature.OutputKind.PROBABILITIES
                : ModelSignature.OutputKind.LOGITS,
            side,
            side);
    return isOnnx(path)
        ? OnnxModel.open(path, engine.threads(), contract)
        : TorchScriptModel.open(path, engine.device(), contract);
  }

  private void requireOutputs(Task task, int outputs) throws RejectedFileException {
    if (outputs != task.outputs()) {
      throw new RejectedFileException(
          path,
          "has %d outputs, but a %s has %d"
              .formatted(
                  outputs,
                  switch (task) {
                    case Task.Classification(List<String> classes) ->
                        "classification into " + String.join(", ", classes);
                    case Task.Segmentation(), Task.Regression _ -> task.word();
                  },
                  task.outputs()),
          "name every class, or another task");
    }
  }
}

package dev.rawline.learning.assembly;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.ResizingModel;
import dev.rawline.learning.task.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A trained model, opened from its folder: the data model and the task model as they were at the
 * end of training, ready for evaluation.
 *
 * @param plan the plan as it was run
 * @param model both models, joined; closed with this
 * @param preparation samples as the data model takes them
 */
public record TrainedModel(TrainingPlan plan, JointModel model, Preparation preparation)
    implements AutoCloseable {
  private static final String RESTORE = "train it again, or restore the files as they were written";

  /**
   * Opens the model of a folder that {@code rawline train} has written.
   *
   * @throws RejectedFileException if the folder holds no trained model; the message names what it
   *     lacks and the remedy
   * @throws IOException if a file of it cannot be read
   */
  public static TrainedModel open(Path folder, Engine engine) throws IOException {
    Path plan = folder.resolve(ModelFolder.PLAN);
    if (!Files.isRegularFile(plan)) {
      throw new RejectedFileException(
          folder,
          Files.isDirectory(folder)
              ? "holds no model: it has no " + ModelFolder.PLAN
              : "is no folder of a model",
          "name a folder that train has written");
    }
    if (!Files.isRegularFile(folder.resolve(ModelFolder.WEIGHTS))) {
      throw new RejectedFileException(
          folder,
          "holds a model whose training is not done: it has no " + ModelFolder.WEIGHTS,
          "go on with its training: run the same train command again");
    }
    TrainingPlan asRun = trained(TrainingPlan.FILE.read(plan), folder);
    ModelAssembly assembly = new ModelAssembly(asRun, folder);
    Preparation preparation = assembly.preparation();
    JointModel model = assembly.joined(engine);
    try {
      new ModelFolder(folder).readWeights(model);
      return new TrainedModel(asRun, model, preparation);
    } catch (IllegalArgumentException e) {
      model.close();
      throw new RejectedFileException(
          folder,
          "holds weights that are not those of its plan (%s)".formatted(e.getMessage()),
          RESTORE);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The trained θ is in a file of its own, beside the one that training began with. */
  private static TrainingPlan trained(TrainingPlan plan, Path folder) throws RejectedFileException {
    if (!(plan.dataModel().orElseThrow() instanceof DataModelPlan.Parametrized parametrized)) {
      return plan;
    }
    if (!Files.isRegularFile(folder.resolve(ModelFolder.THETA))) {
      throw new RejectedFileException(
          folder,
          "has lost the numbers of its data model: it has no " + ModelFolder.THETA,
          RESTORE);
    }
    return plan.with(
        Map.of(
            "data_model",
            new DataModelPlan.Parametrized(
                Optional.of(ModelFolder.THETA),
                parametrized.frozen(),
                parametrized.thawed(),
                parametrized.learned())));
  }

  /** Returns the task. */
  public Task task() {
    return model.task();
  }

  /**
   * Returns this model behind another chain of stages, by the camera that it has. Both share the
   * network: closing either closes it.
   *
   * @param isp the name of a view, or an isp.yaml
   * @param folder where a relative path begins
   * @throws IllegalArgumentException if the model sees no raw images, or there is no such chain
   * @throws IOException if the file cannot be read
   */
  public TrainedModel behind(String isp, Path folder) throws IOException {
    CameraChoice camera =
        preparation
            .camera()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the model was trained on pictures that were processed already: there is no chain in front of it"));
    DataModel chain = ModelAssembly.chain("isp", isp, folder, camera);
    return new TrainedModel(plan, model.behind(chain), preparation);
  }

  /**
   * Returns the evaluation that belongs to training ({@link Evaluation#ofTraining}): the one whose
   * numbers of training, so many samples at once as its plan says.
   */
  public Evaluation evaluation() {
    return Evaluation.ofTraining(model, preparation, batch(), plan.seed());
  }

  /**
   * Returns the evaluation of samples as they are, by the camera that they have, whatever training
   * drew.
   */
  public Evaluation evaluationAsRecorded() {
    return new Evaluation(model, preparation, batch());
  }

  /**
   * Returns how wrong its logits are, as in training; how much each class counts is in the plan as
   * it was run, whatever is evaluated now.
   */
  public Loss loss() {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    plan.classes().orElse(List.of()).forEach(name -> counts.put(name, 0));
    return plan.settings(counts).loss();
  }

  /** Returns the batch size. */
  public int batch() {
    return plan.evaluationBatch().orElse(plan.batch());
  }

  /**
   * Returns the picture of a sample as the task model sees it, before it is standardized; of four
   * channels the greens are averaged.
   *
   * @throws IllegalArgumentException if the data model cannot take the sample
   */
  public View picture(PreparedSample sample) {
    return evaluation().picture(sample);
  }

  /**
   * Returns the task model alone, which sees views and hands back the gradient by them; closing it
   * closes the network of this model too.
   *
   * @throws IllegalArgumentException if it was trained on other things than views
   */
  public TaskModel taskModel() {
    if (!(model.network() instanceof ExternalNetwork(TaskModel external))) {
      return model.taskModel();
    }
    return model.input().size().isPresent() ? new ResizingModel(external, model.input()) : external;
  }

  /** Frees the memory of both models. */
  @Override
  public void close() {
    model.close();
    if (model.network() instanceof ExternalNetwork external) {
      external.close();
    }
  }
}

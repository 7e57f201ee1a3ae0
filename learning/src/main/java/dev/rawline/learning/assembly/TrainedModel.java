package dev.rawline.learning.assembly;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.datamodel.StaticModel;
import dev.rawline.learning.datamodel.SwappedChannels;
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
import java.util.EnumMap;
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
 * @param preparation the preparation of samples for the data model
 */
public record TrainedModel(TrainingPlan plan, JointModel model, Preparation preparation)
    implements AutoCloseable {
  private static final String RESTORE = "train it again, or restore the original files";

  /**
   * Opens the model of a folder that {@code rawline train} has written.
   *
   * @throws RejectedFileException if the folder has no trained model, or a file of it is damaged;
   *     the message states what is missing or damaged, and the remedy
   * @throws IOException if a file of it cannot be read
   */
  public static TrainedModel open(Path folder, Engine engine) throws IOException {
    Path plan = folder.resolve(ModelFolder.PLAN);
    if (!Files.isRegularFile(plan)) {
      throw new RejectedFileException(
          folder,
          Files.isDirectory(folder)
              ? "contains no model: it has no " + ModelFolder.PLAN
              : "is no folder of a model",
          "name a folder that train has written");
    }
    if (!Files.isRegularFile(folder.resolve(ModelFolder.WEIGHTS))) {
      throw new RejectedFileException(
          folder,
          "contains a model whose training is not complete: it has no " + ModelFolder.WEIGHTS,
          "resume its training: run the same train command again");
    }
    new ModelTexts(folder).requireIntact();
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
          folder, "contains weights that cannot be used (%s)".formatted(e.getMessage()), RESTORE);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The trained θ has its own file, next to the initial one. */
  private static TrainingPlan trained(TrainingPlan plan, Path folder) throws RejectedFileException {
    if (!(plan.dataModel().orElseThrow() instanceof DataModelPlan.Parametrized parametrized)) {
      return plan;
    }
    if (!Files.isRegularFile(folder.resolve(ModelFolder.THETA))) {
      throw new RejectedFileException(
          folder,
          "lacks the parameters of its data model: it has no " + ModelFolder.THETA,
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
   * Returns this model behind another chain of stages, some colours of whose views are those of
   * other chains, by the camera that it has. Both share the network: closing either closes it.
   *
   * @param isp the name of a view, or an isp.yaml
   * @param swapped the same for the colours that are replaced
   * @param folder the folder of relative paths
   * @throws IllegalArgumentException if the model has no raw images as input, or there is no such
   *     chain
   * @throws IOException if a file cannot be read
   */
  public TrainedModel behind(String isp, Map<Colour, String> swapped, Path folder)
      throws IOException {
    CameraChoice camera =
        preparation
            .camera()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the model was trained on processed images: it has no processing chain"));
    return behind(isp, swapped, folder, camera);
  }

  /**
   * Returns this model behind a chain of stages for raw images that another camera recorded.
   *
   * @param isp the name of a view, or an isp.yaml
   * @param swapped the same for the colours that are replaced
   * @param folder the folder of relative paths
   * @param camera the camera that recorded
   * @throws IllegalArgumentException if there is no such chain
   * @throws IOException if a file cannot be read
   */
  public TrainedModel behind(
      String isp, Map<Colour, String> swapped, Path folder, CameraChoice camera)
      throws IOException {
    StaticModel chain = ModelAssembly.chain("isp", isp, folder, camera);
    Map<Colour, StaticModel> others = new EnumMap<>(Colour.class);
    for (Map.Entry<Colour, String> other : swapped.entrySet()) {
      others.put(other.getKey(), ModelAssembly.chain("channels", other.getValue(), folder, camera));
    }
    DataModel front = others.isEmpty() ? chain : new SwappedChannels(chain, others);
    return new TrainedModel(plan, model.behind(front), preparation.by(camera));
  }

  /**
   * Returns the default evaluation of training ({@link Evaluation#ofTraining}), with the batch size
   * of the plan.
   */
  public Evaluation evaluation() {
    return Evaluation.ofTraining(model, preparation, batch(), plan.seed());
  }

  /**
   * Returns the evaluation of samples with their own camera, independent of the cameras of
   * training.
   */
  public Evaluation evaluationAsRecorded() {
    return new Evaluation(model, preparation, batch());
  }

  /**
   * Returns the loss of training; the weights of classes are those of the complete plan,
   * independent of the evaluated samples.
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
   * Returns the task model's input picture of a sample, before it is standardized; of four channels
   * the greens are averaged.
   *
   * @throws IllegalArgumentException if the data model cannot take the sample
   */
  public View picture(PreparedSample sample) {
    return evaluation().picture(sample);
  }

  /**
   * Returns the task model alone, which takes views and returns the gradient by them; closing it
   * closes the network of this model too.
   *
   * @throws IllegalArgumentException if it was not trained on views
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
    } else if (model.network() instanceof MosaicNetwork exported) {
      exported.close();
    }
  }
}

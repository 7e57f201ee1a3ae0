package dev.rawline.learning.joint;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.Autocast;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.model.Network;
import dev.rawline.learning.sample.ModelInput;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.standardize.Standardizer;
import dev.rawline.learning.task.NetworkModel;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.weights.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A data model and a task model, joined: samples → pictures → the outputs of the task model.
 *
 * @param task the task
 * @param input the crop and the size of the model's input
 * @param dataModel samples → pictures
 * @param standardizing the standardization of pictures for the network
 * @param network pictures → logits
 * @param engine the engine of the network
 * @param precision the precision of its multiplications
 */
public record JointModel(
    Task task,
    ModelInput input,
    DataModel dataModel,
    Standardizer standardizing,
    Network network,
    Engine engine,
    Precision precision)
    implements AutoCloseable {

  private static final String NETWORK = "model.";
  private static final String DATA_MODEL = "data_model.";
  private static final String STANDARDIZING = "standardizing.";

  /** Has both models compute on the engine, the network in the order of memory that is fastest. */
  public JointModel {
    dataModel.computeOn(engine, precision);
    network.parameters().moveTo(engine.device());
    network.parameters().channelsLast();
    standardizing.parameters().moveTo(engine.device());
  }

  /**
   * Returns the task model's input pictures of samples, before they are standardized.
   *
   * @param pictures the pictures of the data model
   * @throws IllegalArgumentException if they are to be reduced, but are smaller or not square
   */
  public Tensor seen(Tensor pictures) {
    return input.seen(pictures.on(engine.device()));
  }

  /**
   * Returns this model with another data model in front. Both share the network: closing either
   * closes it.
   *
   * @throws IllegalArgumentException if the other makes pictures of other channels
   */
  public JointModel behind(DataModel other) {
    if (other.channels() != dataModel.channels()) {
      throw new IllegalArgumentException(
          "the network expects the %d channels of the data model %s, but %s has %d: expected the same number"
              .formatted(dataModel.channels(), dataModel.word(), other.word(), other.channels()));
    }
    return new JointModel(task, input, other, standardizing, network, engine, precision);
  }

  /**
   * Returns the outputs of the network for standardized pictures, as float32.
   *
   * @param training whether layers behave as in training
   */
  public Tensor logits(Tensor standardized, boolean training) {
    try (Autocast _ = new Autocast(engine.device(), precision)) {
      return network.forward(standardized.channelsLast(), training).toFloat();
    }
  }

  /**
   * Returns the targets of samples on the engine's device.
   *
   * @param seen their input pictures of the model
   */
  public Tensor targets(List<PreparedSample> samples, Tensor seen) {
    return task.targets(samples, seen.size(2), seen.size(3)).on(engine.device());
  }

  /**
   * Returns the task model alone: it takes views of the data model, resizes and standardizes them,
   * and returns the gradient by them. Closing it closes the network of this model too.
   *
   * @throws IllegalArgumentException if the data model makes no views
   */
  public TaskModel taskModel() {
    if (dataModel.channels() != Picture.CHANNELS) {
      throw new IllegalArgumentException(
          "the task model expects the %d channels of the data model '%s', but views have %d: expected a model trained on views; train one with another data model, or with 'none' of 3 channels"
              .formatted(dataModel.channels(), dataModel.word(), Picture.CHANNELS));
    }
    return new NetworkModel(
        network, input, standardizing, task.outputs(), engine.device(), precision);
  }

  /** Returns all numbers that are learned, of both models. */
  public List<Tensor> learned() {
    List<Tensor> learned = new ArrayList<>(dataModel.parameters().learned().values());
    learned.addAll(network.parameters().learned().values());
    return learned;
  }

  /** Returns all numbers, each part's names behind its own prefix. */
  public StateDict weights() {
    return new StateDict(new LinkedHashMap<>())
        .and(NETWORK, network.parameters().toStateDict())
        .and(DATA_MODEL, dataModel.parameters().toStateDict())
        .and(STANDARDIZING, standardizing.parameters().toStateDict());
  }

  /**
   * Takes the numbers that {@link #weights} returned, of this or an equal model.
   *
   * @throws IllegalArgumentException if they are those of another model; the message lists what
   *     differs
   */
  public void load(StateDict weights) {
    network.parameters().load(weights.below(NETWORK));
    dataModel.parameters().load(weights.below(DATA_MODEL));
    standardizing.parameters().load(weights.below(STANDARDIZING));
    dataModel.changed();
  }

  /**
   * Returns this model as it is at this moment, for observers.
   *
   * @param loss how wrong its logits are
   */
  public ModelInTraining live(Loss loss) {
    return new ModelInTraining(dataModel, sample -> explain(sample, loss));
  }

  private Explanation explain(PreparedSample sample, Loss loss) {
    try (Scope _ = new Scope()) {
      Tensor pictures = dataModel.explain(List.of(sample));
      Tensor seen = seen(pictures);
      Tensor logits = logits(standardizing.apply(seen, /* training= */ false), false);
      NonFiniteOutputException.require(List.of(sample), logits);
      Tensor wrong = loss.of(logits, targets(List.of(sample), seen));
      wrong.backward();
      Tensor gradient = pictures.gradient().orElseThrow();
      learned().forEach(Tensor::forgetGradient);
      return new Explanation(
          TensorPreview.picture(pictures),
          TensorPreview.gradient(gradient),
          logits.toArray(),
          wrong.value());
    }
  }

  /** Frees the memory of all numbers. */
  @Override
  public void close() {
    network.parameters().close();
    standardizing.parameters().close();
    dataModel.close();
  }
}

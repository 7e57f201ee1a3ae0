package dev.rawline.learning.train;

import dev.rawline.learning.augment.Augmentation.AugmentedBatch;
import dev.rawline.learning.distributed.GradientBuckets;
import dev.rawline.learning.distributed.ProcessGroup;
import dev.rawline.learning.distributed.SynchronizedStatistics;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.BatchSums;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.optimize.OptimizerState;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.weights.StateDict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Training steps: the forward pass of a batch through both models, its loss, the backward pass, and
 * the update of the parameters.
 */
public final class TrainingStep implements AutoCloseable {
  private static final String NETWORK = "optimizer.model.";
  private static final String DATA_MODEL = "optimizer.data_model.";

  /** Why worst cameras are refused. */
  public static final String NO_WORST_CASE =
      "worst cameras (worst_case) are searched for a whole batch, which several processes do not"
          + " have: train in one process, without --world";

  private final TrainingSettings settings;
  private final JointModel model;
  private final OptimizerState ofNetwork;
  private final OptimizerState ofDataModel;
  private final Optional<WorstCameraSearch> worst;
  private final ProcessGroup processes;
  private final Optional<GradientBuckets> buckets;
  private final Optional<SynchronizedStatistics> statistics;

  /**
   * Prepares the first step.
   *
   * @param model the model; every step changes its parameters that are not frozen
   * @throws IllegalArgumentException if nothing is learned, or worst cameras are requested for a
   *     model without cameras
   */
  public TrainingStep(TrainingSettings settings, JointModel model) {
    this(settings, model, ProcessGroup.ALONE);
  }

  /**
   * Prepares the first step of several processes, each of which computes a slice of every batch.
   *
   * @throws IllegalArgumentException if nothing is learned, or worst cameras are requested, which
   *     are those of a whole batch
   */
  public TrainingStep(TrainingSettings settings, JointModel model, ProcessGroup processes) {
    this(settings, model, processes, /* overlapping= */ true);
  }

  /**
   * Prepares the first step of several processes.
   *
   * @param overlapping whether gradients are summed during the backward pass, not after it
   */
  public TrainingStep(
      TrainingSettings settings, JointModel model, ProcessGroup processes, boolean overlapping) {
    if (model.learned().isEmpty()) {
      throw new IllegalArgumentException(
          "nothing can be learned: data model and task model are both frozen; unfreeze one");
    }
    this.settings = settings;
    this.model = model;
    worst =
        settings
            .worstCase()
            .map(search -> new WorstCameraSearch(search, settings.loss(), settings.seed(), model));
    this.processes = processes;
    if (processes.world() == 1) {
      buckets = Optional.empty();
      statistics = Optional.empty();
    } else {
      if (worst.isPresent()) {
        throw new IllegalArgumentException(NO_WORST_CASE);
      }
      buckets =
          Optional.of(
              new GradientBuckets(processes, model.learned(), GradientBuckets.BYTES, overlapping));
      statistics = Optional.of(new SynchronizedStatistics(processes));
      for (NetworkParameters part : parts()) {
        part.synchronizeOver(statistics.get());
      }
    }
    ofNetwork = settings.optimizer().begin(model.network().parameters().learned());
    ofDataModel = settings.optimizer().begin(model.dataModel().parameters().learned());
  }

  /**
   * Takes a step on a batch; with worst-case training some of its samples are rendered by their
   * worst camera.
   *
   * @param batch the samples, with targets
   * @param epoch the epoch, from 0, for the draws of augmentations
   * @param factor the schedule's factor of the learning rates
   * @return the mean loss of the batch, before the update
   * @throws TrainingDivergedException if the loss or the data model's gradient is not finite; no
   *     parameter is changed, and the message states the origin
   */
  public double learn(List<PreparedSample> batch, int epoch, double factor) {
    return learn(batch, 1, epoch, factor);
  }

  /**
   * Takes a step on a batch of which this process computes a slice.
   *
   * @param batch the samples of the slice, with targets
   * @param share the share of the whole batch that they are, 0 to 1; 0: they do not count
   * @return the mean loss of the whole batch, before the update
   */
  public double learn(List<PreparedSample> batch, double share, int epoch, double factor) {
    List<PreparedSample> samples = worst.map(camera -> camera.among(batch, epoch)).orElse(batch);
    statistics.ifPresent(norms -> norms.begin(share > 0));
    try (Scope _ = new Scope()) {
      Tensor pictures = model.dataModel().forward(samples, true);
      Tensor seen = model.seen(pictures);
      Tensor standardized = model.standardizing().apply(seen, true);
      Tensor targets = model.targets(samples, seen);
      AugmentedBatch augmented = augmented(samples, standardized, targets, epoch);
      Tensor logits = model.logits(augmented.pictures(), true);
      Tensor loss = settings.loss().of(logits, augmented.masks().orElse(targets), sums(share));
      double value = shared(loss.value(), share);
      Supplier<String> where =
          () ->
              new DivergenceLocator(model)
                  .where(samples, pictures, standardized, augmented.pictures(), logits);
      if (!Double.isFinite(value)) {
        throw new TrainingDivergedException(
            "the loss is %s: first not finite %s".formatted(value, origin(pictures, where)));
      }
      backward(loss, share, pictures);
      if (!hasFiniteGradients(model.dataModel().parameters())) {
        model.learned().forEach(Tensor::forgetGradient);
        throw new TrainingDivergedException(
            "the gradient by the data model is not finite: first not finite "
                + origin(pictures, where));
      }
      settings.clipping().ifPresent(clipping -> clipping.apply(model.learned()));
      ofNetwork.step(settings.rate() * factor);
      ofDataModel.step(settings.dataModelRate() * factor);
      model.learned().forEach(Tensor::forgetGradient);
      model.dataModel().changed();
      return value;
    }
  }

  /** One process spoils the sums of all. */
  private String origin(Tensor pictures, Supplier<String> where) {
    boolean here = !pictures.isFinite();
    return processes.any(here) && !here
        ? "are samples of another process, whose message states where"
        : where.get();
  }

  private BatchSums sums(double share) {
    return processes.world() == 1
        ? BatchSums.HERE
        : BatchSums.ofSlice(
            share,
            sum -> {
              processes.sum(sum).await();
              return sum;
            });
  }

  /** Returns the mean loss of the whole batch. */
  private double shared(double loss, double share) {
    return processes.world() == 1 ? loss : processes.sum(share == 0 ? 0 : loss * share)[0];
  }

  /** Computes the gradients of the whole batch. */
  private void backward(Tensor loss, double share, Tensor pictures) {
    buckets.ifPresent(GradientBuckets::begin);
    (processes.world() == 1 ? loss : loss.times(share)).backward();
    statistics.ifPresent(SynchronizedStatistics::requireComplete);
    model.dataModel().backward(pictures);
    buckets.ifPresent(GradientBuckets::finish);
  }

  private List<NetworkParameters> parts() {
    return List.of(
        model.dataModel().parameters(),
        model.standardizing().parameters(),
        model.network().parameters());
  }

  /** A clip may hide a non-finite value in the picture, but not in the gradient. */
  private static boolean hasFiniteGradients(NetworkParameters parameters) {
    return parameters.learned().values().stream()
        .allMatch(tensor -> tensor.gradient().map(Tensor::isFinite).orElse(true));
  }

  private AugmentedBatch augmented(
      List<PreparedSample> samples, Tensor pictures, Tensor targets, int epoch) {
    boolean masks = model.task() instanceof Task.Segmentation;
    return settings
        .augmentation()
        .apply(
            pictures,
            masks ? Optional.of(targets) : Optional.empty(),
            samples.stream()
                .map(sample -> Preparation.seed(settings.seed(), sample.id(), epoch))
                .toList());
  }

  /**
   * Returns all that the next step depends on: the model's numbers and what optimizers remember.
   */
  StateDict state() {
    return model.weights().and(NETWORK, ofNetwork.state()).and(DATA_MODEL, ofDataModel.state());
  }

  /**
   * Takes up what {@link #state} returned.
   *
   * @throws IllegalArgumentException if it is that of another model or optimizer
   */
  void restore(StateDict state) {
    model.load(state);
    ofNetwork.restore(state.below(NETWORK));
    ofDataModel.restore(state.below(DATA_MODEL));
  }

  /** Frees what optimizers remember; the model stays. */
  @Override
  public void close() {
    ofNetwork.close();
    ofDataModel.close();
    buckets.ifPresent(GradientBuckets::close);
  }
}

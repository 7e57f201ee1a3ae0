package dev.rawline.learning.assembly;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.learning.datamodel.DataModel;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.joint.NonFiniteOutputException;
import dev.rawline.learning.loss.LossTerm.MeanSquaredErrorLoss;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.TaskModel;
import dev.rawline.learning.task.ViewBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The few outputs of a model for a sample, and how each depends on the sample's frame.
 *
 * <p>They are the logits of a classification; the number of a regression; and of a segmentation the
 * share of the picture that objects cover, the mean over all pixels of the probability σ(z).
 *
 * @param model the model, in evaluation mode; an external one must have a gradient
 */
public record FrameSensitivity(JointModel model) {

  /**
   * Checks that there is a gradient.
   *
   * @throws IllegalArgumentException if the model has none; the message gives the remedy
   */
  public FrameSensitivity {
    if (model.network() instanceof ExternalNetwork(TaskModel external) && !external.hasGradient()) {
      throw new IllegalArgumentException(
          "the model is an ONNX file, which has no gradient: use the model's folder, or export the"
              + " model as TorchScript");
    }
  }

  /**
   * The outputs of a model for one sample, and their gradients.
   *
   * @param values the numbers
   * @param gradients of each number, ∂number/∂frame, as large as the sample's normalised frame
   */
  public record AtFrame(List<Double> values, List<Frame> gradients) {
    /** Copies the lists. */
    public AtFrame {
      values = List.copyOf(values);
      gradients = List.copyOf(gradients);
    }
  }

  /** Returns the number of outputs. */
  public int count() {
    return model.task().outputs();
  }

  /**
   * Returns the outputs for samples.
   *
   * @param samples frames of one size
   * @return the numbers of each sample
   * @throws NonFiniteOutputException if one is not finite
   */
  public List<List<Double>> values(List<PreparedSample> samples) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor seen = model.seen(model.dataModel().forward(samples, false));
      Tensor logits = model.logits(model.standardizing().apply(seen, false), false);
      NonFiniteOutputException.require(samples, logits);
      return rows(outputs(logits));
    }
  }

  /**
   * Returns the outputs for a sample, and the gradient of each by its frame.
   *
   * @throws NonFiniteOutputException if an output is not finite
   */
  public AtFrame at(PreparedSample sample) {
    // One copy for each number: its gradient propagates through its own copy.
    List<PreparedSample> copies = Collections.nCopies(count(), sample);
    DataModel dataModel = model.dataModel();
    try (Scope _ = new Scope()) {
      Tensor pictures = dataModel.explain(copies);
      Tensor seen = model.seen(pictures);
      List<Double> values =
          model.network() instanceof ExternalNetwork(TaskModel external)
              ? throughExternal(external, copies, seen)
              : throughOwn(copies, seen);
      List<Frame> gradients = dataModel.gradients(pictures);
      model.learned().forEach(Tensor::forgetGradient);
      return new AtFrame(values, gradients);
    }
  }

  private List<Double> throughOwn(List<PreparedSample> samples, Tensor seen) {
    Tensor logits = model.logits(model.standardizing().apply(seen, false), false);
    NonFiniteOutputException.require(samples, logits);
    Tensor outputs = outputs(logits);
    outputs.times(own().on(outputs.device())).sum().backward();
    return rows(outputs).getFirst();
  }

  /**
   * The backward pass of an external model starts from a loss only. The mean square of N logits z
   * against z − N w / 2 has the gradient w, for every w.
   */
  private List<Double> throughExternal(
      TaskModel external, List<PreparedSample> samples, Tensor seen) {
    float[] pictures = seen.toArray();
    ViewBatch views = new ViewBatch(count(), (int) seen.size(2), (int) seen.size(3), pictures);
    Tensor logits;
    try (NoGradient _ = new NoGradient()) {
      logits = new ExternalNetwork(external).forward(seen, /* training= */ false);
    }
    NonFiniteOutputException.require(samples, logits);
    Tensor leaf = logits.detach().requireGradient();
    Tensor outputs = outputs(leaf);
    Tensor wanted = outputs.times(own().on(outputs.device())).sum().gradientBy(leaf);
    Tensor targets = leaf.detach().plus(wanted, -leaf.size() / 2.0);
    LossGradient judged = external.lossGradient(views, targets, MeanSquaredErrorLoss.DEFAULT);
    seen.backward(Tensor.of(judged.gradient().samples(), seen.shape()).on(seen.device()));
    return rows(outputs).getFirst();
  }

  /** Returns the numbers, (image, number). */
  private Tensor outputs(Tensor logits) {
    return switch (model.task()) {
      case Task.Classification _, Task.Regression _ -> logits;
      case Task.Segmentation() -> logits.sigmoid().mean(2, 3);
    };
  }

  /** Returns a mask that selects one number of each copy. */
  private Tensor own() {
    float[] ones = new float[count() * count()];
    for (int i = 0; i < count(); i++) {
      ones[i * count() + i] = 1;
    }
    return Tensor.of(ones, count(), count());
  }

  private List<List<Double>> rows(Tensor outputs) {
    float[] all = outputs.toArray();
    List<List<Double>> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += count()) {
      List<Double> row = new ArrayList<>();
      for (int i = 0; i < count(); i++) {
        row.add((double) all[from + i]);
      }
      rows.add(row);
    }
    return rows;
  }
}

package dev.rawline.learning.task;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import java.util.Optional;

/**
 * A trained model from any source: views → logits and loss, and ∂loss/∂view.
 *
 * <p>Views are those of the camera's pipeline, in [0, 1]; a model standardizes them itself. It
 * never changes: batch norms keep their statistics, and weights have no gradient.
 */
public interface TaskModel extends AutoCloseable {

  /** Returns the number of outputs for a picture, or of each pixel. */
  int outputs();

  /** Returns whether it computes ∂loss/∂view. */
  boolean hasGradient();

  /**
   * Computes the logits of views.
   *
   * @throws IllegalArgumentException if it does not support views of this size; the message states
   *     the reason
   */
  Logits logits(ViewBatch views);

  /**
   * Computes the features before the head, averaged over each view: (image, feature).
   *
   * @return empty if the model returns its outputs only
   * @throws IllegalArgumentException if it does not support views of this size; the message states
   *     the reason
   */
  default Optional<Logits> features(ViewBatch views) {
    return Optional.empty();
  }

  /**
   * Computes logits and loss of views, and the gradient of the loss.
   *
   * @param targets the targets of the loss, on the CPU
   * @throws IllegalArgumentException if it does not support views of this size
   * @throws UnsupportedOperationException if it has no gradient; the message states the remedy
   */
  LossGradient lossGradient(ViewBatch views, Tensor targets, Loss loss);

  /** Frees its memory. */
  @Override
  void close();
}

package dev.rawline.learning.task;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import java.util.Optional;

/**
 * A trained model, wherever it was trained: views in, logits and loss out, and ∂loss/∂view back.
 *
 * <p>Views come as the camera's pipeline makes them, in [0, 1]; a model standardizes them itself.
 * It never changes: batch norms keep their statistics, and no gradient reaches its weights.
 */
public interface TaskModel extends AutoCloseable {

  /** Returns the number of outputs for a picture, or of each pixel. */
  int outputs();

  /** Returns whether it hands back ∂loss/∂view. */
  boolean hasGradient();

  /**
   * Computes the logits of views.
   *
   * @throws IllegalArgumentException if it cannot see views of this size; the message gives the
   *     reason
   */
  Logits logits(ViewBatch views);

  /**
   * Computes what its deepest layer sees of views, averaged over each: (image, feature).
   *
   * @return none where the model exposes its outputs only
   * @throws IllegalArgumentException if it cannot see views of this size; the message gives the
   *     reason
   */
  default Optional<Logits> features(ViewBatch views) {
    return Optional.empty();
  }

  /**
   * Computes logits and loss of views, and the gradient of the loss.
   *
   * @param targets what the loss compares with, on the CPU
   * @throws IllegalArgumentException if it cannot see views of this size
   * @throws UnsupportedOperationException if it has no gradient; the message gives the remedy
   */
  LossGradient lossGradient(ViewBatch views, Tensor targets, Loss loss);

  /** Frees its memory. */
  @Override
  void close();
}

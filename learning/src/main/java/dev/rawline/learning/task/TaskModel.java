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

  /** Returns how many numbers it says of a picture, or of each pixel. */
  int outputs();

  /** Returns whether it hands back ∂loss/∂view. */
  boolean hasGradient();

  /**
   * Says what it sees in views.
   *
   * @throws IllegalArgumentException if it cannot see views of this size; the message says why
   */
  Logits logits(ViewBatch views);

  /**
   * Shows what its deepest layer sees of views, averaged over each: (image, feature).
   *
   * @return none where the model shows only what it says
   * @throws IllegalArgumentException if it cannot see views of this size; the message says why
   */
  default Optional<Logits> features(ViewBatch views) {
    return Optional.empty();
  }

  /**
   * Says what it sees in views, how wrong that is, and what would change it.
   *
   * @param targets what the loss compares with, on the CPU
   * @throws IllegalArgumentException if it cannot see views of this size
   * @throws UnsupportedOperationException if it has no gradient; the message says what to do
   */
  LossGradient judge(ViewBatch views, Tensor targets, Loss loss);

  /** Frees its memory. */
  @Override
  void close();
}

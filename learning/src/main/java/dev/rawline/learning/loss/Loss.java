package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;

/**
 * Logits × targets → one number that training makes small.
 *
 * <p>Logits of 16 bits are compared at 32.
 */
public sealed interface Loss permits LossTerm, WeightedSum {

  /**
   * Returns the loss, one number, through which gradients go back to the logits.
   *
   * @param logits outputs of a network: (image, class) of a classifier, (image, 1, row, column) of
   *     a segmentation, (image, 1) of a regression
   * @param targets the targets: class numbers (image); 0 or 1 (image, 1, row, column); numbers
   *     (image, 1)
   * @throws IllegalArgumentException if the shapes do not match
   */
  default Tensor of(Tensor logits, Tensor targets) {
    return of(logits, targets, BatchSums.HERE);
  }

  /**
   * Returns the loss of a batch of which some samples are here; a loss that is a mean over samples
   * returns the mean of these.
   *
   * @param sums sums over the whole batch, for a loss that is no mean over samples
   */
  Tensor of(Tensor logits, Tensor targets, BatchSums sums);

  /**
   * Returns logits that are compared with targets of the same shape, at no less than 32 bits.
   *
   * @throws IllegalArgumentException if the shapes differ: the engine would stretch (image, 1)
   *     against (image) to all pairs
   */
  static Tensor comparable(Tensor logits, Tensor targets) {
    if (!Arrays.equals(logits.shape(), targets.shape())) {
      throw new IllegalArgumentException(
          "logits %s and targets %s: expected the same shape"
              .formatted(Arrays.toString(logits.shape()), Arrays.toString(targets.shape())));
    }
    return precise(logits);
  }

  /** Returns logits at no less than 32 bits. */
  static Tensor precise(Tensor logits) {
    return switch (logits.type()) {
      case FLOAT16, BFLOAT16 -> logits.toFloat();
      case FLOAT32, FLOAT64, INT64 -> logits;
    };
  }
}

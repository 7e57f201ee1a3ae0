package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;

/** What losses ask of logits and targets before they compare them. */
final class LossShapes {
  private LossShapes() {}

  static String text(Tensor tensor) {
    return Arrays.toString(tensor.shape());
  }

  /** The engine would stretch (image, 1) against (image) to all pairs. */
  static void requireEqual(Tensor logits, Tensor targets) {
    if (!Arrays.equals(logits.shape(), targets.shape())) {
      throw new IllegalArgumentException(
          "logits %s and targets %s: expected the same shape"
              .formatted(text(logits), text(targets)));
    }
  }

  static Tensor precise(Tensor logits) {
    return switch (logits.type()) {
      case FLOAT16, BFLOAT16 -> logits.toFloat();
      case FLOAT32, FLOAT64, INT64 -> logits;
    };
  }
}

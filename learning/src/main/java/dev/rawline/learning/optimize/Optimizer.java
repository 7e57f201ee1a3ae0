package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/** A rule by which numbers follow their gradients downhill. */
public sealed interface Optimizer permits Adam, AdamW, Sgd {

  /**
   * Begins to optimize numbers.
   *
   * @param parameters the numbers by name, float32 or float64; they are changed in place, and stay
   *     on the device and in the order in memory that they have now
   */
  OptimizerState begin(SequencedMap<String, Tensor> parameters);
}

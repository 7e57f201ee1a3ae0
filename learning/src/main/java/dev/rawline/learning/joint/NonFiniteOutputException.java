package dev.rawline.learning.joint;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;

/** A model returns a number that is not finite: it says nothing about the sample. */
public final class NonFiniteOutputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private NonFiniteOutputException(String message) {
    super(message);
  }

  /**
   * Requires the outputs of a model to be finite.
   *
   * @param samples the samples of a batch, in its order
   * @param logits the outputs for them, the sample as the first axis
   * @throws NonFiniteOutputException if one is NaN or infinite; the message names its sample
   */
  public static void require(List<PreparedSample> samples, Tensor logits) {
    if (logits.isFinite()) {
      return;
    }
    float[] values = logits.toArray();
    int each = values.length / samples.size();
    int place = 0;
    while (Float.isFinite(values[place])) {
      place++;
    }
    throw new NonFiniteOutputException(
        "the model returns %s for sample %s: expected finite numbers; check the values of the sample, or train the model again"
            .formatted(values[place], samples.get(place / each).id()));
  }
}

package dev.rawline.learning.task;

import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of a model for a batch: numbers that a softmax or a sigmoid makes probabilities of.
 *
 * @param shape (image, output), or (image, output, row, column)
 * @param values the numbers themselves, the last index running fastest
 */
@SuppressWarnings("ArrayRecordComponent") // possibly one number for each pixel
public record Logits(List<Long> shape, float[] values) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there are more or fewer numbers than the shape needs
   */
  public Logits {
    shape = List.copyOf(shape);
    long expected = shape.stream().reduce(1L, Math::multiplyExact);
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "logits of the shape %s are %d values, got %d".formatted(shape, expected, values.length));
    }
  }

  static Logits of(Tensor tensor) {
    return new Logits(Arrays.stream(tensor.shape()).boxed().toList(), tensor.toArray());
  }
}

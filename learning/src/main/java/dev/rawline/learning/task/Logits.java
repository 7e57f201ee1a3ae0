package dev.rawline.learning.task;

import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of a model for a batch: numbers that a softmax or a sigmoid makes probabilities of.
 */
public final class Logits {
  private final List<Long> shape;
  private final float[] values;

  /**
   * Wraps numbers without copying them.
   *
   * @param shape (image, output), or (image, output, row, column)
   * @param values the numbers, the last index running fastest
   * @throws IllegalArgumentException if there are more or fewer than the shape needs
   */
  public Logits(List<Long> shape, float[] values) {
    this.shape = List.copyOf(shape);
    this.values = values;
    long expected = shape.stream().reduce(1L, Math::multiplyExact);
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "logits of the shape %s are %d numbers, got %d"
              .formatted(shape, expected, values.length));
    }
  }

  static Logits of(Tensor tensor) {
    return new Logits(Arrays.stream(tensor.shape()).boxed().toList(), tensor.toArray());
  }

  /** Returns how many there are along each index. */
  public List<Long> shape() {
    return shape;
  }

  /** Returns the numbers themselves, the last index running fastest. */
  public float[] values() {
    return values;
  }

  /** Returns a copy of the outputs for one image: (output), or (output, row, column). */
  public float[] of(int image) {
    int each = values.length / Math.toIntExact(shape.getFirst());
    return Arrays.copyOfRange(values, image * each, (image + 1) * each);
  }

  @Override
  public String toString() {
    return "logits " + shape;
  }
}

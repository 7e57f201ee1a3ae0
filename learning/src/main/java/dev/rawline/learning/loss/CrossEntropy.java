package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The mean cross-entropy of classes: −Σₙ w(yₙ) · log softmax(zₙ)[yₙ] / Σₙ w(yₙ).
 *
 * <p>Label smoothing takes a share ε of each target and gives it to all classes alike (Szegedy et
 * al. 2016): the target of the true class is 1 − ε + ε/K, that of the others ε/K. Each class then
 * counts by its own weight, and the sum is divided by that of the true classes' weights.
 *
 * @param classWeights how much a sample of each class counts, above 0; none: all alike
 * @param labelSmoothing ε, from 0 to below 1
 */
public record CrossEntropy(List<Double> classWeights, double labelSmoothing) implements Loss {

  /** All classes alike, no label smoothing. */
  public static final CrossEntropy PLAIN = new CrossEntropy(List.of(), 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public CrossEntropy {
    classWeights = List.copyOf(classWeights);
    for (int c = 0; c < classWeights.size(); c++) {
      LossParameters.requireAboveZero("class weight %d".formatted(c), classWeights.get(c));
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing is %s: expected 0 to below 1".formatted(labelSmoothing));
    }
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    long[] shape = logits.shape();
    if (shape.length != 2 || targets.shape().length != 1 || targets.size() != shape[0]) {
      throw new IllegalArgumentException(
          "logits %s and targets %s: expected (image, class) and one class an image"
              .formatted(LossShapes.text(logits), LossShapes.text(targets)));
    }
    if (!classWeights.isEmpty() && classWeights.size() != shape[1]) {
      throw new IllegalArgumentException(
          "there are %d class weights and %d classes: give one weight a class"
              .formatted(classWeights.size(), shape[1]));
    }
    Tensor precise = LossShapes.precise(logits);
    return precise.crossEntropy(targets, weights(precise), labelSmoothing);
  }

  private Optional<Tensor> weights(Tensor logits) {
    return classWeights.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Tensor.of(
                    classWeights.stream().mapToDouble(Double::doubleValue).toArray(),
                    classWeights.size())
                .to(logits.type())
                .on(logits.device()));
  }
}

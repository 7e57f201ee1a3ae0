package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The mean cross-entropy of classes: −Σₙ w(yₙ) · log softmax(zₙ)[yₙ] / Σₙ w(yₙ).
 *
 * <p>Label smoothing distributes a share ε of each target equally over all classes (Szegedy et al.
 * 2016): the target of the true class is 1 − ε + ε/K, that of the others ε/K. Each class has its
 * weight, and the sum is divided by that of the true classes' weights.
 */
@FileWord("cross_entropy")
public record CrossEntropy(
    @Described(meaning = "the weight of this loss", above = 0) double weight,
    @Described(meaning = "the weight of each class, in their order", above = 0)
        List<Double> classWeights,
    @Described(meaning = "whether samples are weighted by the inverse frequency of their class")
        boolean balanced,
    @Described(meaning = "label smoothing: the share spread over all classes", min = 0, max = 0.99)
        double labelSmoothing)
    implements LossTerm {

  /** Equal weights of all classes, no label smoothing. */
  public static final CrossEntropy DEFAULT = new CrossEntropy(List.of(), 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is out of its range, or classes have weights and
   *     are balanced
   */
  public CrossEntropy {
    classWeights = List.copyOf(classWeights);
    RangeChecks checks = new RangeChecks(CrossEntropy.class).check("weight", weight);
    classWeights.forEach(each -> checks.check("classWeights", each));
    checks.check("labelSmoothing", labelSmoothing);
    if (balanced && !classWeights.isEmpty()) {
      checks.add("class_weights are given, and balanced computes others: remove one of the two");
    }
    checks.require("cross_entropy");
  }

  /** The only loss, with these weights of classes; empty: equal weights. */
  public CrossEntropy(List<Double> classWeights, double labelSmoothing) {
    this(1, classWeights, false, labelSmoothing);
  }

  @Override
  public CrossEntropy resolved(SequencedMap<String, Integer> counts) {
    if (!classWeights.isEmpty() && classWeights.size() != counts.size()) {
      throw new IllegalArgumentException(
          "class_weights has %d numbers: expected one per class, %d (%s)"
              .formatted(classWeights.size(), counts.size(), String.join(", ", counts.keySet())));
    }
    return balanced
        ? new CrossEntropy(weight, inverse(counts), /* balanced= */ false, labelSmoothing)
        : this;
  }

  /** All samples divided by classes times samples of the class: 1 if classes are equally large. */
  private static List<Double> inverse(SequencedMap<String, Integer> counts) {
    double all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.values().stream()
        .map(count -> all / (counts.size() * Math.max(1.0, count)))
        .toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if classes are balanced, and not {@link #resolved} yet
   */
  @Override
  public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
    if (balanced) {
      throw new IllegalStateException("balanced classes: resolve their weights first");
    }
    long[] shape = logits.shape();
    if (shape.length != 2 || targets.shape().length != 1 || targets.size() != shape[0]) {
      throw new IllegalArgumentException(
          "logits %s and targets %s: expected (image, class) and one class an image"
              .formatted(Arrays.toString(shape), Arrays.toString(targets.shape())));
    }
    if (!classWeights.isEmpty() && classWeights.size() != shape[1]) {
      throw new IllegalArgumentException(
          "there are %d class weights and %d classes: give one weight a class"
              .formatted(classWeights.size(), shape[1]));
    }
    Tensor precise = Loss.precise(logits);
    Optional<Tensor> weights = weights(precise);
    Tensor mean = precise.crossEntropy(targets, weights, labelSmoothing);
    if (weights.isEmpty() || sums.equals(BatchSums.HERE)) {
      return mean;
    }
    double here =
        Arrays.stream(targets.toDoubles()).map(target -> classWeights.get((int) target)).sum();
    return sums.whole(mean.times(here))
        .over(sums.whole(Tensor.filled(here).to(mean.type()).on(mean.device())));
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

package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.loss.BinaryCrossEntropy;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.loss.MeanAbsoluteErrorLoss;
import dev.rawline.learning.loss.MeanSquaredErrorLoss;
import dev.rawline.learning.loss.SoftDice;
import java.util.List;
import java.util.SequencedMap;

/** One term of the loss, and how much it counts. */
public sealed interface LossPlan {

  /** Returns the factor of this term. */
  Double weight();

  /**
   * Returns the loss, without its factor.
   *
   * @param counts how many samples of each class there are to learn from, in the order of the
   *     outputs
   * @throws IllegalArgumentException if its numbers do not fit the classes
   */
  Loss loss(SequencedMap<String, Integer> counts);

  /**
   * Returns this term with the numbers that follow from how many samples of each class there are to
   * learn from: whoever evaluates later on others weighs classes as training did.
   *
   * @param counts as {@link #loss} takes them
   */
  default LossPlan decided(SequencedMap<String, Integer> counts) {
    return this;
  }

  /** Returns 1 where a weight is not said. */
  private static Double weight(Double said) {
    return said == null ? Double.valueOf(1) : said;
  }

  /** Cross-entropy of classes. */
  @FileWord("cross_entropy")
  record CrossEntropyKeys(
      @Described(meaning = "the factor of this loss among several", above = 0) Double weight,
      @Described(
              meaning = "how much a sample counts, one number a class, in their order",
              above = 0)
          List<Double> classWeights,
      @Described(meaning = "whether samples count by one over how many their class has")
          Boolean balanced,
      @Described(
              meaning = "the share of each target that all classes get alike",
              min = 0,
              max = 0.99)
          Double labelSmoothing)
      implements LossPlan {
    /**
     * Fills in the defaults.
     *
     * @throws IllegalArgumentException if classes have weights and are balanced at once
     */
    public CrossEntropyKeys {
      weight = LossPlan.weight(weight);
      classWeights = classWeights == null ? List.of() : List.copyOf(classWeights);
      balanced = balanced != null && balanced;
      labelSmoothing = labelSmoothing == null ? Double.valueOf(0) : labelSmoothing;
      if (balanced && !classWeights.isEmpty()) {
        throw new IllegalArgumentException(
            "class_weights are given, and balanced computes others: remove one of the two");
      }
    }

    @Override
    public Loss loss(SequencedMap<String, Integer> counts) {
      if (!classWeights.isEmpty() && classWeights.size() != counts.size()) {
        throw new IllegalArgumentException(
            "class_weights holds %d numbers: expected one a class, %d (%s)"
                .formatted(classWeights.size(), counts.size(), String.join(", ", counts.keySet())));
      }
      return new CrossEntropy(balanced ? inverse(counts) : classWeights, labelSmoothing);
    }

    @Override
    public LossPlan decided(SequencedMap<String, Integer> counts) {
      return balanced ? new CrossEntropyKeys(weight, inverse(counts), false, labelSmoothing) : this;
    }

    /** Samples in all over classes times samples of the class: 1 where classes are alike. */
    private static List<Double> inverse(SequencedMap<String, Integer> counts) {
      double all = counts.values().stream().mapToInt(Integer::intValue).sum();
      return counts.values().stream()
          .map(count -> all / (counts.size() * Math.max(1.0, count)))
          .toList();
    }
  }

  /** Soft Dice of masks. */
  @FileWord("soft_dice")
  record SoftDiceKeys(
      @Described(meaning = "the factor of this loss among several", above = 0) Double weight,
      @Described(meaning = "what is added above and below the fraction", unit = "px", min = 0)
          Double smooth)
      implements LossPlan {
    /** Fills in the defaults. */
    public SoftDiceKeys {
      weight = LossPlan.weight(weight);
      smooth = smooth == null ? Double.valueOf(0) : smooth;
    }

    @Override
    public Loss loss(SequencedMap<String, Integer> counts) {
      return new SoftDice(smooth);
    }
  }

  /** Cross-entropy of each pixel of a mask. */
  @FileWord("binary_cross_entropy")
  record BinaryCrossEntropyKeys(
      @Described(meaning = "the factor of this loss among several", above = 0) Double weight)
      implements LossPlan {
    /** Fills in the default. */
    public BinaryCrossEntropyKeys {
      weight = LossPlan.weight(weight);
    }

    @Override
    public Loss loss(SequencedMap<String, Integer> counts) {
      return new BinaryCrossEntropy();
    }
  }

  /** The mean of squared differences. */
  @FileWord("mean_square")
  record MeanSquareKeys(
      @Described(meaning = "the factor of this loss among several", above = 0) Double weight)
      implements LossPlan {
    /** Fills in the default. */
    public MeanSquareKeys {
      weight = LossPlan.weight(weight);
    }

    @Override
    public Loss loss(SequencedMap<String, Integer> counts) {
      return new MeanSquaredErrorLoss();
    }
  }

  /** The mean of the differences' amounts. */
  @FileWord("mean_absolute")
  record MeanAbsoluteKeys(
      @Described(meaning = "the factor of this loss among several", above = 0) Double weight)
      implements LossPlan {
    /** Fills in the default. */
    public MeanAbsoluteKeys {
      weight = LossPlan.weight(weight);
    }

    @Override
    public Loss loss(SequencedMap<String, Integer> counts) {
      return new MeanAbsoluteErrorLoss();
    }
  }
}

package dev.rawline.learning.task;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.standardize.FixedStandardizer;
import dev.rawline.learning.standardize.IdentityStandardizer;
import dev.rawline.learning.standardize.Standardizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The inputs and outputs of an external model.
 *
 * @param standardization the standardization of its input views; empty if the model does so itself,
 *     or takes views in [0, 1]
 * @param outputKind the kind of its outputs
 * @param height rows of a valid input picture, if its file does not fix them
 * @param width columns of such a picture
 */
public record ModelSignature(
    Optional<Standardization> standardization, OutputKind outputKind, int height, int width) {

  /** The kind of a model's outputs. */
  public enum OutputKind {
    /** Numbers before a softmax or a sigmoid. */
    LOGITS,

    /** Probabilities: several outputs sum to 1, a single one is the probability of the object. */
    PROBABILITIES
  }

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is below 1 pixel
   */
  public ModelSignature {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image of %d×%d pixels: expected at least 1×1".formatted(width, height));
    }
  }

  Tensor standardized(Tensor views) {
    Standardizer standardizing =
        standardization
            .<Standardizer>map(FixedStandardizer::new)
            .orElseGet(IdentityStandardizer::new);
    return standardizing.apply(views, /* training= */ false);
  }

  /** Returns log p of several outputs, log p/(1 − p) of one; p is kept 10⁻⁷ away from 0 and 1. */
  Tensor logits(Tensor outputs) {
    return switch (outputKind) {
      case LOGITS -> outputs;
      case PROBABILITIES -> {
        double least = 1e-7;
        Tensor probability = outputs.clamp(least, 1 - least);
        yield outputs.size(1) == 1
            ? probability.log().minus(probability.times(-1).plus(1).log())
            : probability.log();
      }
    };
  }

  /**
   * Checks the outputs of a model.
   *
   * @throws IllegalArgumentException if its shape is neither (image, output) nor (image, output,
   *     row, column)
   */
  static void requireShape(long[] shape, long images) {
    if ((shape.length != 2 && shape.length != 4) || shape[0] != images) {
      throw new IllegalArgumentException(
          "the model returns values of the shape %s for %d images: expected (image, output) or (image, output, row, column)"
              .formatted(Arrays.toString(shape), images));
    }
  }
}

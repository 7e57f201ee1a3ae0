package dev.rawline.learning.model;

import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * (x − mean) / √(variance + 10⁻⁵) · weight + bias, channel by channel (Ioffe and Szegedy, ICML
 * 2015).
 *
 * <p>In training mean and variance are the batch's, and the running ones, which serve in
 * evaluation, move a tenth of the way towards them. Where the parameters are frozen, the running
 * ones always serve, and stay.
 */
record BatchNorm(
    Tensor weight,
    Tensor bias,
    Tensor mean,
    Tensor variance,
    Tensor count,
    NetworkParameters parameters) {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  Tensor forward(Tensor features, boolean training) {
    boolean moving = training && !parameters.isFrozen();
    if (moving) {
      requireSpread(features);
      try (NoGradient _ = new NoGradient()) {
        Tensor _ = count.increase(1);
      }
    }
    return features.batchNorm(
        Optional.of(weight), Optional.of(bias), mean, variance, moving, MOMENTUM, EPSILON);
  }

  private static void requireSpread(Tensor features) {
    if (features.size() == features.size(1)) {
      throw new IllegalArgumentException(
          "a batch of 1 picture that has become 1×1 pixels has no variance to normalise by: train"
              + " with larger batches or larger pictures");
    }
  }
}

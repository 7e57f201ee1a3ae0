package dev.rawline.learning.standardize;

import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import java.util.Optional;

/**
 * Standardizes by a batch norm without weight and bias (Ioffe and Szegedy 2015): in training by the
 * mean and variance of the batch, afterwards by their running averages; ε = 10⁻⁵, momentum 0.1.
 *
 * <p>Once its parameters are frozen ({@link NetworkParameters#freeze}) the running averages stay,
 * and serve in training too.
 */
public final class BatchNormStandardizer implements Standardizer {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private final NetworkParameters parameters = new NetworkParameters();
  private final Tensor mean;
  private final Tensor variance;
  private final Tensor batches;

  /**
   * Begins with mean 0 and variance 1.
   *
   * @param channels how many channels pictures have, at least 1
   * @throws IllegalArgumentException if there is none
   */
  public BatchNormStandardizer(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          "channels is %d: expected at least 1 channel".formatted(channels));
    }
    mean = parameters.buffer("running_mean", Tensor.zeros(channels));
    variance = parameters.buffer("running_var", Tensor.filled(1, channels));
    batches = parameters.buffer("num_batches_tracked", Tensor.of(new long[1]));
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public Tensor apply(Tensor pictures, boolean training) {
    if (pictures.size(1) != mean.size()) {
      throw new IllegalArgumentException(
          "pictures of %d channels: expected %d".formatted(pictures.size(1), mean.size()));
    }
    boolean moving = training && !parameters.isFrozen();
    if (moving) {
      try (NoGradient _ = new NoGradient()) {
        batches.set(batches.plus(1));
      }
    }
    return pictures.batchNorm(
        Optional.empty(), Optional.empty(), mean, variance, moving, MOMENTUM, EPSILON);
  }
}

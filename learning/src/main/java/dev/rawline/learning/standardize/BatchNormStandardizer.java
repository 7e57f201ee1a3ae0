package dev.rawline.learning.standardize;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.BatchNorm;
import dev.rawline.learning.model.NetworkParameters;

/**
 * Standardizes by a batch norm without weight and bias (Ioffe and Szegedy 2015): in training by the
 * mean and variance of the batch, afterwards by their running averages; ε = 10⁻⁵, momentum 0.1.
 *
 * <p>Once its parameters are frozen ({@link NetworkParameters#freeze}) the running averages are
 * constant, and are used in training too.
 */
public final class BatchNormStandardizer implements Standardizer {
  private final BatchNorm norm;

  /**
   * Begins with mean 0 and variance 1.
   *
   * @param channels the number of channels, at least 1
   * @throws IllegalArgumentException if there is none
   */
  public BatchNormStandardizer(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          "channels is %d: expected at least 1 channel".formatted(channels));
    }
    norm = BatchNorm.plain(channels);
  }

  /** Returns the batch norm. */
  public BatchNorm norm() {
    return norm;
  }

  @Override
  public NetworkParameters parameters() {
    return norm.parameters();
  }

  @Override
  public Tensor apply(Tensor pictures, boolean training) {
    if (pictures.size(1) != norm.mean().size()) {
      throw new IllegalArgumentException(
          "images of %d channels: expected %d".formatted(pictures.size(1), norm.mean().size()));
    }
    return norm.forward(pictures, training);
  }
}

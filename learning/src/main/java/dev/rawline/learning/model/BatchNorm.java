package dev.rawline.learning.model;

import dev.rawline.learning.distributed.SynchronizedStatistics;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/**
 * (x − mean) / √(variance + 10⁻⁵) · weight + bias, channel by channel (Ioffe and Szegedy, ICML
 * 2015).
 *
 * <p>In training mean and variance are those of the batch, and the running ones, which are used in
 * evaluation, are updated by a tenth of the difference. If the parameters are frozen, the running
 * ones are always used and do not change. {@link NetworkParameters#moveStatisticsBy} moves them by
 * another share, to recompute them. {@link NetworkParameters#synchronizeOver} takes the batch over
 * several processes.
 */
public record BatchNorm(
    Optional<Tensor> weight,
    Optional<Tensor> bias,
    Tensor mean,
    Tensor variance,
    Tensor count,
    NetworkParameters parameters) {
  private static final double MOMENTUM = 0.1;

  /** Is added to the variance, so that a constant channel stays finite. */
  public static final double EPSILON = 1e-5;

  /** A batch norm without weight and bias, whose buffers begin with mean 0 and variance 1. */
  public static BatchNorm plain(int channels) {
    NetworkParameters parameters = new NetworkParameters();
    return new BatchNorm(
        Optional.empty(),
        Optional.empty(),
        parameters.buffer("running_mean", Tensor.zeros(channels)),
        parameters.buffer("running_var", Tensor.filled(1, channels)),
        parameters.buffer("num_batches_tracked", Tensor.of(new long[1])),
        parameters);
  }

  /**
   * Returns normalised features.
   *
   * @param training whether the batch's statistics count, and the running ones move
   */
  public Tensor forward(Tensor features, boolean training) {
    boolean moving =
        training && (!parameters.isFrozen() || parameters.statisticsShare().isPresent());
    boolean whole = moving && parameters.synchronizing().isPresent();
    if (moving) {
      if (!whole) {
        requireSpread(features.size() / (double) features.size(1));
      }
      try (NoGradient _ = new NoGradient()) {
        Tensor _ = count.increase(1);
      }
    }
    double share = parameters.statisticsShare().orElse(MOMENTUM);
    return whole
        ? synchronizedForward(features, parameters.synchronizing().get(), share)
        : features.batchNorm(weight, bias, mean, variance, moving, share, EPSILON);
  }

  /** Normalises by the statistics of the samples of all processes. */
  private Tensor synchronizedForward(
      Tensor features, SynchronizedStatistics statistics, double share) {
    SynchronizedStatistics.Moments moments = statistics.of(features);
    requireSpread(moments.count());
    try (NoGradient _ = new NoGradient()) {
      // As in the engine: the running variance is that of the population, the batch a sample of it.
      double unbiased = moments.count() / (moments.count() - 1);
      mean.scale(1 - share).add(moments.mean(), share);
      variance.scale(1 - share).add(moments.variance(), share * unbiased);
    }
    return statistics.normalized(features, mean, moments, weight, bias, EPSILON);
  }

  private static void requireSpread(double numbers) {
    if (numbers == 1) {
      throw new IllegalArgumentException(
          "a batch of 1 image reduced to 1×1 pixels has no variance to normalise by: train with"
              + " larger batches or larger images");
    }
  }
}

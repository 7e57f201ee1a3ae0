package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import java.util.List;

/**
 * The mean and variance of a whole batch whose samples are spread over processes, with the gradient
 * through both.
 *
 * <p>From the n samples, mean m and variance v of each slice: M = Σ n·m / Σ n, V = Σ n·(v + m²) / Σ
 * n − M², in double precision. The gradients by M and V are summed over processes too.
 */
public final class SynchronizedStatistics {
  private final ProcessGroup group;
  private final Tensor.GradientReplacement summing;
  private boolean counts = true;
  private RuntimeException failure;

  /** Prepares the statistics of the batches of some processes; call it outside of scopes. */
  public SynchronizedStatistics(ProcessGroup group) {
    this.group = group;
    summing = new Tensor.GradientReplacement(this::summedGradient);
  }

  /** Sets whether the samples of this process count in the next batch. */
  public void begin(boolean counting) {
    counts = counting;
    failure = null;
  }

  /**
   * The statistics of a batch.
   *
   * @param mean the mean of each channel, float64
   * @param variance the variance of each channel, float64
   * @param count the numbers of a channel in the whole batch
   */
  public record Moments(Tensor mean, Tensor variance, double count) {}

  /**
   * Returns the statistics of the whole batch.
   *
   * @param features (image, channel, row, column) or (image, channel) of this process
   */
  public Moments of(Tensor features) {
    Tensor precise = features.toFloat();
    double numbers = counts ? (double) features.size() / features.size(1) : 0;
    Tensor mean = precise.channelMean().to(ElementType.FLOAT64);
    Tensor variance = precise.channelVariance().to(ElementType.FLOAT64);
    Tensor square = variance.plus(mean.times(mean));
    Tensor here =
        Tensor.concatenate(
            List.of(
                mean.times(numbers), square.times(numbers), Tensor.of(new double[] {numbers}, 1)),
            0);
    Tensor others = here.detach().plus(0);
    group.sum(others).await();
    double count = others.narrow(0, others.size() - 1, 1).value();
    // The same bits in all processes, and the gradient of what this one has added.
    Tensor sum = others.plus(here.minus(here.detach()));
    if (sum.requiresGradient()) {
      sum.replaceGradient(summing);
    }
    long channels = mean.size();
    Tensor whole = sum.narrow(0, 0, channels).times(1 / count);
    Tensor squares = sum.narrow(0, channels, channels).times(1 / count);
    return new Moments(whole, squares.minus(whole.times(whole)).clamp(0, Double.MAX_VALUE), count);
  }

  /** Is called by the engine, which an exception must not reach. */
  private Tensor summedGradient(Tensor gradient) {
    Tensor sum = gradient.detach().plus(0);
    if (failure == null) {
      try {
        group.sum(sum).await();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    return sum;
  }

  /**
   * Requires that the backward pass was complete.
   *
   * @throws LostProcessException if a process has ended during it
   */
  public void requireComplete() {
    if (failure != null) {
      throw failure;
    }
  }
}

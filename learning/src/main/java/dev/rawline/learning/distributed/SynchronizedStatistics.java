package dev.rawline.learning.distributed;

import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.GradientHook;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Batch norms by the statistics of a whole batch whose samples are spread over processes.
 *
 * <p>Forwards, from the n samples, mean m and variance v of each slice: M = Σ n·m / Σ n, V = Σ n·(v
 * + m²) / Σ n − M², in double precision. Backwards, with x̂ = (x − M) / √(V + ε) and the gradient g
 * by the output: w / √(V + ε) · (g − Σ g / N − x̂ · Σ g·x̂ / N), both sums over all processes. The
 * engine computes the first term and the sums of this process.
 */
public final class SynchronizedStatistics {
  private final ProcessGroup group;
  private final Map<Tensor, Layer> layers = new HashMap<>();
  private boolean counts = true;
  private RuntimeException failure;

  /** Prepares the statistics of the batches of some processes. */
  public SynchronizedStatistics(ProcessGroup group) {
    this.group = group;
  }

  /** Sets whether the samples of this process count in the next batch. */
  public void begin(boolean counting) {
    counts = counting;
    failure = null;
  }

  /**
   * The statistics of a batch.
   *
   * @param mean the mean of each channel
   * @param variance the variance of each channel
   * @param count the numbers of a channel in the whole batch
   */
  public record Moments(Tensor mean, Tensor variance, double count) {}

  /**
   * Returns the statistics of the whole batch.
   *
   * @param features (image, channel, row, column) or (image, channel) of this process
   */
  public Moments of(Tensor features) {
    try (NoGradient _ = new NoGradient()) {
      List<Tensor> here = features.toFloat().channelStatistics();
      double numbers = counts ? (double) features.size() / features.size(1) : 0;
      Tensor mean = here.getFirst().to(ElementType.FLOAT64);
      Tensor square = here.getLast().to(ElementType.FLOAT64).plus(mean.times(mean));
      Tensor sum =
          Tensor.concatenate(
              List.of(
                  mean.times(numbers), square.times(numbers), Tensor.of(new double[] {numbers}, 1)),
              0);
      group.sum(sum).await();
      long channels = mean.size();
      double count = sum.narrow(0, 2 * channels, 1).value();
      Tensor whole = sum.narrow(0, 0, channels).times(1 / count);
      Tensor variance =
          sum.narrow(0, channels, channels)
              .times(1 / count)
              .minus(whole.times(whole))
              .clamp(0, Double.MAX_VALUE);
      return new Moments(whole.toFloat(), variance.toFloat(), count);
    }
  }

  /**
   * Returns features normalised by the statistics of the whole batch.
   *
   * @param norm identifies the batch norm, which normalises once in a forward pass
   */
  public Tensor normalized(
      Tensor features,
      Tensor norm,
      Moments moments,
      Optional<Tensor> weight,
      Optional<Tensor> bias,
      double epsilon) {
    return layers
        .computeIfAbsent(norm, _ -> new Layer())
        .forward(features, moments, weight, bias, epsilon);
  }

  /** What the backward pass of a batch norm needs of its forward pass. */
  private final class Layer {
    private final GradientHook byInput = new GradientHook(this::complete);
    private final GradientHook byWeight =
        new GradientHook(gradient -> ofWeight = gradient.detach());
    private final GradientHook byBias = new GradientHook(gradient -> ofBias = gradient.detach());
    private Tensor input;
    private Tensor scale;
    private Tensor mean;
    private Tensor inverse;
    private double count;
    private Tensor ofWeight;
    private Tensor ofBias;

    Tensor forward(
        Tensor features,
        Moments moments,
        Optional<Tensor> weight,
        Optional<Tensor> bias,
        double epsilon) {
      // The engine goes back through what was made last first: the sums are there before they are
      // needed for the input.
      Tensor alias = features.alias();
      if (!features.requiresGradient()) {
        return alias.batchNorm(weight, bias, moments.mean(), moments.variance(), false, 0, epsilon);
      }
      input = features.detach();
      mean = moments.mean();
      count = moments.count();
      inverse = Tensor.filled(1).over(moments.variance().plus(epsilon).sqrt());
      scale = weight.map(Tensor::detach).orElseGet(() -> mean.times(0).plus(1));
      Tensor factor = weight.orElseGet(() -> mean.times(0).plus(1).requireGradient()).alias();
      Tensor shift = bias.orElseGet(() -> mean.times(0).requireGradient()).alias();
      alias.hookGradient(byInput);
      factor.hookGradient(byWeight);
      shift.hookGradient(byBias);
      return alias.batchNorm(
          Optional.of(factor), Optional.of(shift), mean, moments.variance(), false, 0, epsilon);
    }

    /**
     * Completes the gradient in place: nobody else has it. Is called by the engine, which an
     * exception must not reach.
     */
    private void complete(Tensor gradient) {
      if (failure != null) {
        return;
      }
      try (Scope _ = new Scope();
          NoGradient _ = new NoGradient()) {
        Tensor sum = Tensor.concatenate(List.of(ofWeight, ofBias), 0).to(ElementType.FLOAT64);
        group.sum(sum).await();
        if (!counts) {
          return; // 0: these samples are not in the statistics either
        }
        Tensor products = sum.narrow(0, 0, mean.size()).times(1 / count).toFloat();
        Tensor sums = sum.narrow(0, mean.size(), mean.size()).times(1 / count).toFloat();
        Tensor slope = products.times(inverse);
        Tensor factor = scale.times(inverse).times(-1);
        gradient
            .addProduct(input, channels(factor.times(slope)), 1)
            .add(channels(factor.times(sums.minus(slope.times(mean)))), 1);
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    private Tensor channels(Tensor numbers) {
      long[] shape = new long[input.shape().length];
      Arrays.fill(shape, 1);
      shape[1] = -1;
      return numbers.to(input.type()).reshape(shape);
    }
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

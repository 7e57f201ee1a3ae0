package dev.rawline.learning.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Operations on tensors: arithmetic, reductions, layers and losses. Every operation throws an
 * {@link EngineException} if the shapes do not fit or memory runs out.
 */
public abstract sealed class TensorMath permits Tensor {
  /** The most weights of attention that are held at once: 16 MiB. */
  private static final long MOST_WEIGHTS = 1 << 22;

  final org.bytedeco.pytorch.Tensor handle;

  TensorMath(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
  }

  /** Returns the numbers along each index. */
  public abstract long[] shape();

  /** Returns the size along an axis; -1 is the last one. */
  public long size(int index) {
    return handle.size(index);
  }

  // ---- Number by number; shapes are stretched where one has a single number along an index

  /** Returns the sum. */
  public Tensor plus(Tensor other) {
    return made("adding", () -> handle.add(other.handle));
  }

  /** Returns the sum. */
  public Tensor plus(double number) {
    return made("adding", () -> handle.add(new Scalar(number)));
  }

  /** Returns the sum of this and another one, times a number. */
  public Tensor plus(Tensor other, double factor) {
    return made("adding", () -> handle.add(other.handle, new Scalar(factor)));
  }

  /** Returns the difference. */
  public Tensor minus(Tensor other) {
    return made("subtracting", () -> handle.sub(other.handle));
  }

  /** Returns the product. */
  public Tensor times(Tensor other) {
    return made("multiplying", () -> handle.mul(other.handle));
  }

  /** Returns the product. */
  public Tensor times(double number) {
    return made("multiplying", () -> handle.mul(new Scalar(number)));
  }

  /** Returns the sum of this and the product of two. */
  public Tensor plusProduct(Tensor first, Tensor second) {
    return made("adding", () -> handle.addcmul(first.handle, second.handle));
  }

  /** Returns the quotient. */
  public Tensor over(Tensor other) {
    return made("dividing", () -> handle.div(other.handle));
  }

  /** Returns 1 where a number is at least another, and 0 elsewhere. */
  public Tensor atLeast(double number) {
    return made("comparing", () -> handle.ge(new Scalar(number)).to(ScalarType.Float));
  }

  /** Returns the natural logarithm. */
  public Tensor log() {
    return made("log", handle::log);
  }

  /** Returns the root. */
  public Tensor sqrt() {
    return made("sqrt", handle::sqrt);
  }

  /** Returns the amount. */
  public Tensor abs() {
    return made("abs", handle::abs);
  }

  /**
   * Changes this tensor in place, which must have no other user: values below 0 become 0. Returns
   * it.
   */
  public Tensor reluInPlace() {
    return made("relu", () -> torch.relu_(handle));
  }

  /** Returns 1 / (1 + exp(−x)). */
  public Tensor sigmoid() {
    return made("sigmoid", handle::sigmoid);
  }

  /** Returns the numbers, clamped to the bounds. */
  public Tensor clamp(double least, double most) {
    return made(
        "clamping",
        () ->
            handle.clamp(
                new ScalarOptional(new Scalar(least)), new ScalarOptional(new Scalar(most))));
  }

  /** Returns exp(x) / Σ exp(x), the sum along an index. */
  public Tensor softmax(int index) {
    return made("softmax", () -> handle.softmax(index));
  }

  // ---- In place, for optimizers

  /** Changes this tensor: it is multiplied by a number. Returns it. */
  public Tensor scale(double number) {
    return made("multiplying", () -> handle.mul_(new Scalar(number)));
  }

  /** Changes this tensor, of whole numbers too: a number is added. Returns it. */
  public Tensor increase(long number) {
    return made("adding", () -> handle.add_(new Scalar(number)));
  }

  /** Changes this tensor: another one, times a number, is added. Returns it. */
  public Tensor add(Tensor other, double factor) {
    return made("adding", () -> handle.add_(other.handle, new Scalar(factor)));
  }

  /** Changes this tensor: the product of two, times a number, is added. Returns it. */
  public Tensor addProduct(Tensor first, Tensor second, double factor) {
    return made("adding", () -> handle.addcmul_(first.handle, second.handle, new Scalar(factor)));
  }

  /** Changes this tensor: the quotient of two, times a number, is added. Returns it. */
  public Tensor addQuotient(Tensor dividend, Tensor divisor, double factor) {
    return made(
        "adding", () -> handle.addcdiv_(dividend.handle, divisor.handle, new Scalar(factor)));
  }

  /** Changes this tensor: a number is added. Returns it. */
  public Tensor add(double number) {
    return made("adding", () -> handle.add_(new Scalar(number)));
  }

  // ---- Along indices

  /** Returns the root of the sum of all squares, summed at double precision. */
  public double norm() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return made(
              "summing squares",
              () ->
                  torch.linalg_vector_norm(
                      handle,
                      new Scalar(2),
                      new LongArrayRefOptional(),
                      false,
                      new ScalarTypeOptional(ScalarType.Double)))
          .value();
    }
  }

  /** Returns the sum of all numbers. */
  public Tensor sum() {
    return made("summing", handle::sum);
  }

  /** Returns the sums along some indices, which then have one number each. */
  public Tensor sum(long... indices) {
    return made("summing", () -> handle.sum(indices, true, new ScalarTypeOptional()));
  }

  /** Returns the mean of all numbers. */
  public Tensor mean() {
    return made("averaging", handle::mean);
  }

  /** Returns the means along some indices, which then have one number each. */
  public Tensor mean(long... indices) {
    return made("averaging", () -> handle.mean(indices, true, new ScalarTypeOptional()));
  }

  /** Returns the mean of each channel and its variance, that of the numbers themselves. */
  public List<Tensor> channelStatistics() {
    try {
      var both =
          torch.batch_norm_update_stats(handle, new TensorOptional(), new TensorOptional(), 0);
      return List.of(new Tensor(both.get0()), new Tensor(both.get1()));
    } catch (RuntimeException e) {
      throw new EngineException("statistics of channels", e);
    }
  }

  /** Returns the same numbers as another tensor, with a gradient of its own. */
  public Tensor alias() {
    return made("an alias", () -> handle.view_as(handle));
  }

  // ---- Layers

  /**
   * Returns the convolution of pictures (image, channel, row, column) with zeros beyond the edge.
   *
   * @param weight (channel out, channel in, row, column)
   * @param bias one number a channel out
   * @param stride pixels from one place of the kernel to the next
   * @param padding pixels of zeros on each side
   */
  public Tensor conv2d(Tensor weight, Optional<Tensor> bias, int stride, int padding) {
    return made(
        "a convolution",
        () ->
            torch.conv2d(
                handle,
                weight.handle,
                optional(bias),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1));
  }

  /**
   * Returns the same as {@link #conv2d}; without gradients, float32 on the CPU is always convolved
   * by oneDNN. For few pictures libtorch would choose slower kernels of its own.
   */
  public Tensor conv2dByOneDnn(Tensor weight, Optional<Tensor> bias, int stride, int padding) {
    if (GradMode.is_enabled()
        || handle.is_cuda()
        || handle.scalar_type().intern() != ScalarType.Float
        || torch.is_autocast_enabled(DeviceType.CPU)) {
      return conv2d(weight, bias, stride, padding);
    }
    return made(
        "a convolution",
        () ->
            torch.mkldnn_convolution(
                handle,
                weight.handle,
                optional(bias),
                new long[] {padding, padding},
                new long[] {stride, stride},
                new long[] {1, 1},
                1));
  }

  /**
   * Returns pictures normalised channel by channel: (x − mean) / √(variance + ε) · weight + bias.
   *
   * @param mean the running mean of each channel, which training changes
   * @param variance the running variance of each channel, which training changes
   * @param training whether mean and variance are those of this batch, and the running ones move
   *     towards them by the momentum
   */
  public Tensor batchNorm(
      Optional<Tensor> weight,
      Optional<Tensor> bias,
      Tensor mean,
      Tensor variance,
      boolean training,
      double momentum,
      double epsilon) {
    return made(
        "a batch norm",
        () ->
            torch.batch_norm(
                handle,
                optional(weight),
                optional(bias),
                new TensorOptional(mean.handle),
                new TensorOptional(variance.handle),
                training,
                momentum,
                epsilon,
                true));
  }

  /** Returns x / (1 + e⁻ˣ), the sigmoid linear unit. */
  public Tensor silu() {
    return made("a sigmoid linear unit", () -> torch.silu(handle));
  }

  /**
   * Returns features normalised over the pixels and channels of each group of channels (Wu and He,
   * ECCV 2018): (x − mean) / √(variance + 10⁻⁵) · weight + bias.
   *
   * @param groups the number of groups, which divides that of the channels
   * @param weight one number a channel
   * @param bias one number a channel
   */
  public Tensor groupNorm(int groups, Tensor weight, Tensor bias) {
    return made(
        "a group norm",
        () -> {
          if (isBfloat16OnCpu() && GradMode.is_enabled()) { // its gradient takes four times as long
            return normalized(handle.to(ScalarType.Float), groups, weight, bias)
                .to(ScalarType.BFloat16);
          }
          return normalized(handle, groups, weight, bias);
        });
  }

  private static org.bytedeco.pytorch.Tensor normalized(
      org.bytedeco.pytorch.Tensor features, int groups, Tensor weight, Tensor bias) {
    return torch.group_norm(
        features,
        groups,
        new TensorOptional(weight.handle),
        new TensorOptional(bias.handle),
        1e-5,
        true);
  }

  private boolean isBfloat16OnCpu() {
    return !handle.is_cuda() && handle.scalar_type().intern() == ScalarType.BFloat16;
  }

  /**
   * Returns softmax(queries · keysᵀ / √width) · values of these queries (Vaswani and others,
   * NeurIPS 2017).
   *
   * @param keys (image, head, place, width), like the queries
   * @param values (image, head, place, width)
   */
  public Tensor attention(Tensor keys, Tensor values) {
    return made(
        "attention",
        () ->
            isBfloat16OnCpu() // for which libtorch's own takes twenty times as long
                ? attentionByProducts(keys.handle, values.handle)
                : torch.scaled_dot_product_attention(handle, keys.handle, values.handle));
  }

  /** Where no gradient is recorded, few queries at a time: all weights may not fit into memory. */
  private org.bytedeco.pytorch.Tensor attentionByProducts(
      org.bytedeco.pytorch.Tensor keys, org.bytedeco.pytorch.Tensor values) {
    long queries = size(2);
    long most = Math.max(1, MOST_WEIGHTS / (size(0) * size(1) * keys.size(2)));
    if (GradMode.is_enabled() || queries <= most) {
      return attention(handle, keys, values);
    }
    org.bytedeco.pytorch.Tensor all = torch.empty_like(handle);
    for (long from = 0; from < queries; from += most) {
      long some = Math.min(most, queries - from);
      try (Scope _ = new Scope()) {
        org.bytedeco.pytorch.Tensor _ =
            all.narrow(2, from, some).copy_(attention(handle.narrow(2, from, some), keys, values));
      }
    }
    return all;
  }

  private static org.bytedeco.pytorch.Tensor attention(
      org.bytedeco.pytorch.Tensor queries,
      org.bytedeco.pytorch.Tensor keys,
      org.bytedeco.pytorch.Tensor values) {
    double scale = 1 / Math.sqrt((double) queries.size(3));
    return queries
        .matmul(keys.transpose(2, 3))
        .mul(new Scalar(scale))
        .softmax(3, new ScalarTypeOptional(ScalarType.Float))
        .to(ScalarType.BFloat16)
        .matmul(values);
  }

  /** Returns x · weightᵀ + bias. */
  public Tensor linear(Tensor weight, Optional<Tensor> bias) {
    return made("a linear layer", () -> torch.linear(handle, weight.handle, optional(bias)));
  }

  /** Returns the largest number of every window; there are none beyond the edge. */
  public Tensor maxPool2d(int side, int stride, int padding) {
    return made(
        "a pooling",
        () ->
            torch.max_pool2d(
                handle,
                new long[] {side, side},
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                false));
  }

  /** Returns the mean of the square window around each pixel that has all of it. */
  public Tensor movingMean2d(int side) {
    return made(
        "a moving mean",
        () ->
            torch.avg_pool2d(
                handle,
                new long[] {side, side},
                new long[] {1, 1},
                new long[] {0, 0},
                false,
                true,
                new LongOptional()));
  }

  /** Returns pictures with every pixel repeated, {@code factor} times along rows and columns. */
  public Tensor enlargeNearest(int factor) {
    return made(
        "enlarging",
        () -> torch.upsample_nearest2d(handle, new long[] {size(2) * factor, size(3) * factor}));
  }

  /** Returns smaller pictures, each pixel the mean of the area that it covers. */
  public Tensor shrink(long height, long width) {
    return made("shrinking", () -> torch.adaptive_avg_pool2d(handle, height, width));
  }

  /**
   * Returns pictures looked at through a map of their plane, by the nearest pixel or between the
   * four nearest; 0 beyond the edge.
   *
   * @param maps a matrix of 2×3 for every picture, from (column, row, 1) to (column, row), both
   *     from −1 to 1 at the outer edges
   */
  public Tensor warp(Tensor maps, boolean nearest) {
    return made(
        "warping",
        () ->
            torch.grid_sampler(
                handle,
                torch.affine_grid_generator(maps.handle, shape(), false),
                nearest ? 1 : 0,
                0,
                false));
  }

  // ---- Losses: means over all that is compared

  /**
   * Returns the mean cross-entropy of logits (image, class, …) against the numbers of classes.
   *
   * @param classes whole numbers (image, …)
   * @param weights the weight of the samples of each class
   * @param smoothing the share of label smoothing, 0 to 1
   */
  public Tensor crossEntropy(Tensor classes, Optional<Tensor> weights, double smoothing) {
    return made(
        "cross-entropy",
        () ->
            torch.cross_entropy_loss(
                handle, classes.handle, optional(weights), 1, -100, smoothing));
  }

  /** Returns the mean binary cross-entropy of logits against shares of 0 to 1. */
  public Tensor binaryCrossEntropy(Tensor shares) {
    return made(
        "binary cross-entropy",
        () -> torch.binary_cross_entropy_with_logits(handle, shares.handle));
  }

  private static TensorOptional optional(Optional<Tensor> tensor) {
    return tensor.map(some -> new TensorOptional(some.handle)).orElseGet(TensorOptional::new);
  }

  static Tensor made(String what, Supplier<org.bytedeco.pytorch.Tensor> how) {
    try {
      return new Tensor(how.get());
    } catch (RuntimeException e) {
      throw new EngineException(what, e);
    }
  }

  /**
   * Returns the place of a tensor in this one, which is flat: a view of this memory with the shape
   * and the order in memory of the other.
   *
   * @param first where the place begins
   */
  public Tensor placeOf(Tensor other, long first) {
    long[] shape = other.shape();
    LongArrayRef strides = other.handle.strides();
    long[] steps = new long[shape.length];
    Arrays.setAll(steps, strides::get);
    return made("placing", () -> handle.as_strided(shape, steps, new LongOptional(first)));
  }
}

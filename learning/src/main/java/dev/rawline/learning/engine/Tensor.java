package dev.rawline.learning.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Numbers in rows and columns, on a device, that know how to go back to what they were made of.
 *
 * <p>Pictures have the shape (image, channel, row, column). Numbers are float32 unless a method
 * says otherwise. A tensor of which a gradient is wanted ({@link #requireGradient}) has one after
 * {@link #backward} was called of something that was made of it. A tensor belongs to the {@link
 * Scope} in which it was made. Methods return new tensors, but for those that say that they change
 * this one.
 *
 * <p>Every operation throws an {@link EngineException} if the shapes do not fit or memory runs out.
 */
public final class Tensor implements AutoCloseable {
  private final org.bytedeco.pytorch.Tensor handle;

  Tensor(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
  }

  org.bytedeco.pytorch.Tensor handle() {
    return handle;
  }

  // ---- Into the engine and out of it

  /**
   * Copies numbers into the engine, to the CPU.
   *
   * @param values the numbers, the last index running fastest
   * @param shape how many there are along each index
   * @throws IllegalArgumentException if the shape has another number of numbers
   */
  public static Tensor of(float[] values, long... shape) {
    requireCount(values.length, shape);
    Tensor tensor = empty(ScalarType.Float, shape);
    MemorySegment.copy(values, 0, tensor.memory(), ValueLayout.JAVA_FLOAT, 0, values.length);
    return tensor;
  }

  /**
   * Copies whole numbers of 64 bits into the engine, as the numbers of classes for example.
   *
   * @throws IllegalArgumentException if the shape has another number of numbers
   */
  public static Tensor of(long[] values, long... shape) {
    requireCount(values.length, shape);
    Tensor tensor = empty(ScalarType.Long, shape);
    MemorySegment.copy(values, 0, tensor.memory(), ValueLayout.JAVA_LONG, 0, values.length);
    return tensor;
  }

  /**
   * Copies numbers into the engine at double precision, θ for example.
   *
   * @throws IllegalArgumentException if the shape has another number of numbers
   */
  public static Tensor of(double[] values, long... shape) {
    requireCount(values.length, shape);
    Tensor tensor = empty(ScalarType.Double, shape);
    MemorySegment.copy(values, 0, tensor.memory(), ValueLayout.JAVA_DOUBLE, 0, values.length);
    return tensor;
  }

  /** Returns a tensor that holds one number everywhere; no index, and it holds one alone. */
  public static Tensor filled(double value, long... shape) {
    return made("filling", () -> torch.full(shape, new Scalar(value)));
  }

  /** Returns a tensor of zeros. */
  public static Tensor zeros(long... shape) {
    return made("filling", () -> torch.zeros(shape));
  }

  private static Tensor empty(ScalarType type, long... shape) {
    return made(
        "making a tensor of the shape " + Arrays.toString(shape),
        () -> torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional()));
  }

  /** Returns the numbers, as float32, the last index running fastest. */
  public float[] toArray() {
    float[] values = new float[Math.toIntExact(size())];
    copyTo(values);
    return values;
  }

  /**
   * Copies the numbers out of the engine, as float32.
   *
   * @throws IllegalArgumentException if there is not room for just as many
   */
  public void copyTo(float[] values) {
    requireCount(values.length, shape());
    try (Scope _ = new Scope()) {
      MemorySegment numbers = plain(ScalarType.Float).memory();
      MemorySegment.copy(numbers, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
    }
  }

  /** Returns the numbers at double precision, the last index running fastest. */
  public double[] toDoubles() {
    double[] values = new double[Math.toIntExact(size())];
    try (Scope _ = new Scope()) {
      MemorySegment numbers = plain(ScalarType.Double).memory();
      MemorySegment.copy(numbers, ValueLayout.JAVA_DOUBLE, 0, values, 0, values.length);
    }
    return values;
  }

  /** Returns whole numbers, the last index running fastest. */
  public long[] toWhole() {
    long[] values = new long[Math.toIntExact(size())];
    try (Scope _ = new Scope()) {
      MemorySegment numbers = plain(ScalarType.Long).memory();
      MemorySegment.copy(numbers, ValueLayout.JAVA_LONG, 0, values, 0, values.length);
    }
    return values;
  }

  private Tensor plain(ScalarType type) {
    return made(
        "reading numbers",
        () ->
            handle
                .detach()
                .to(
                    new org.bytedeco.pytorch.Device(DeviceType.CPU),
                    type,
                    false,
                    false,
                    new MemoryFormatOptional(MemoryFormat.Contiguous))
                .contiguous());
  }

  /**
   * Returns the only number.
   *
   * @throws EngineException if there are more
   */
  public double value() {
    try {
      return handle.item_double();
    } catch (RuntimeException e) {
      throw new EngineException("reading a number", e);
    }
  }

  /**
   * Changes this tensor: it takes these numbers.
   *
   * @throws IllegalArgumentException if there are not as many as it has
   */
  public void set(float[] values) {
    try (Scope _ = new Scope()) {
      set(of(values, shape()));
    }
  }

  /**
   * Changes this tensor: it takes these numbers.
   *
   * @throws IllegalArgumentException if there are not as many as it has
   */
  public void set(double[] values) {
    try (Scope _ = new Scope()) {
      set(of(values, shape()));
    }
  }

  /** Changes this tensor: it takes the numbers of another of its shape. */
  public void set(Tensor other) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      made("copying", () -> handle.copy_(other.handle));
    }
  }

  // ---- As they lie in memory, for loops of our own

  /** Returns whether this lies on the CPU without gaps, so that {@link #memory} holds all of it. */
  public boolean isInMemory() {
    return !handle.is_cuda() && handle.is_non_overlapping_and_dense();
  }

  /**
   * Returns the numbers where they lie, in the order in which they lie; use it while the tensor
   * lives, and only where {@link #isInMemory}.
   */
  @SuppressWarnings("restricted") // the size is the one that the engine tells
  public MemorySegment memory() {
    Pointer data = handle.data_ptr();
    return MemorySegment.ofAddress(data.address()).reinterpret(handle.numel() * handle.itemsize());
  }

  /** Returns zeros of the same shape, type and device, which lie in the same order. */
  public Tensor zerosAlike() {
    return made("filling", () -> torch.zeros_like(handle));
  }

  /**
   * Returns the same numbers in the order in which those of a tensor of the same shape lie: this
   * tensor, if they do already.
   */
  public Tensor lyingAs(Tensor other) {
    if (liesAs(other)) {
      return this;
    }
    return made("ordering", () -> torch.empty_like(other.handle).copy_(handle));
  }

  private boolean liesAs(Tensor other) {
    LongArrayRef sizes = handle.sizes();
    LongArrayRef strides = handle.strides();
    LongArrayRef others = other.handle.strides();
    for (long i = 0; i < sizes.size(); i++) {
      // Along an index of one number nothing ever steps.
      if (sizes.get(i) > 1 && strides.get(i) != others.get(i)) {
        return false;
      }
    }
    return type() == other.type() && handle.is_non_overlapping_and_dense();
  }

  // ---- What it is

  /** Returns how many numbers there are along each index. */
  public long[] shape() {
    LongArrayRef sizes = handle.sizes();
    long[] shape = new long[Math.toIntExact(sizes.size())];
    Arrays.setAll(shape, sizes::get);
    return shape;
  }

  /** Returns how many numbers there are along an index; -1 is the last one. */
  public long size(int index) {
    return handle.size(index);
  }

  /** Returns how many numbers there are. */
  public long size() {
    return handle.numel();
  }

  /** Returns what a number is. */
  public ElementType type() {
    return switch (handle.scalar_type().intern()) {
      case Double -> ElementType.FLOAT64;
      case Float -> ElementType.FLOAT32;
      case Half -> ElementType.FLOAT16;
      case BFloat16 -> ElementType.BFLOAT16;
      case Long -> ElementType.INT64;
      default -> throw new EngineException("tensors of " + handle.scalar_type() + " are not known");
    };
  }

  /** Returns whether every number is finite. */
  public boolean isFinite() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      // Sums pass on what is not finite; only where it is not, the numbers themselves decide.
      return Double.isFinite(handle.sum().item_double())
          || torch.isfinite(handle).all().item_bool();
    }
  }

  /** Returns the same numbers on a device. */
  public Tensor on(Device device) {
    return made(
        "moving to " + device,
        () ->
            handle.to(
                new org.bytedeco.pytorch.Device(
                    device == Device.CUDA ? DeviceType.CUDA : DeviceType.CPU),
                handle.scalar_type()));
  }

  /**
   * Changes this tensor: its numbers are on a device from now on, and the gradient is forgotten.
   */
  public void moveTo(Device device) {
    try (Scope _ = new Scope()) {
      handle.set_data(on(device).handle);
    }
    forgetGradient();
  }

  /** Changes this tensor: the channels of a pixel are side by side in its memory from now on. */
  public void storeChannelsLast() {
    try (Scope _ = new Scope()) {
      handle.set_data(channelsLast().handle);
    }
  }

  /** Changes this tensor: its numbers are of a type from now on, and the gradient is forgotten. */
  public void storeAs(ElementType type) {
    try (Scope _ = new Scope()) {
      handle.set_data(to(type).handle);
    }
    forgetGradient();
  }

  /** Returns what holds the numbers. */
  public Device device() {
    return handle.is_cuda() ? Device.CUDA : Device.CPU;
  }

  /** Returns the same numbers as another type. */
  public Tensor to(ElementType type) {
    return made(
        "converting",
        () ->
            handle.to(
                switch (type) {
                  case FLOAT64 -> ScalarType.Double;
                  case FLOAT32 -> ScalarType.Float;
                  case FLOAT16 -> ScalarType.Half;
                  case BFLOAT16 -> ScalarType.BFloat16;
                  case INT64 -> ScalarType.Long;
                }));
  }

  /** Returns the same numbers as float32. */
  public Tensor toFloat() {
    return made("converting", () -> handle.to(ScalarType.Float));
  }

  /** Returns the same numbers, the channels of a pixel side by side in memory. */
  public Tensor channelsLast() {
    return made("ordering", () -> handle.contiguous(MemoryFormat.ChannelsLast));
  }

  /** Returns a copy with memory of its own; gradients go back through it. */
  public Tensor copy() {
    return made("copying", handle::clone);
  }

  /**
   * Lets this tensor outlive the scope that it was made in: it lives until {@link #close}, or until
   * nothing refers to it.
   *
   * @return this tensor
   */
  public Tensor outliveScopes() {
    Scope.release(handle);
    return this;
  }

  /** Frees the memory, if no other tensor uses it. */
  @Override
  public void close() {
    handle.close();
  }

  // ---- Gradients

  /** Asks for the gradient by this tensor; it is what others are made of from now on. */
  public Tensor requireGradient() {
    handle.requires_grad_(true);
    return this;
  }

  /** No longer asks for the gradient by this tensor. */
  public Tensor requireNoGradient() {
    handle.requires_grad_(false);
    return this;
  }

  /**
   * Keeps the gradient that will go back through this tensor, so that {@link #gradient} has it,
   * though the tensor was made of others.
   *
   * @return this tensor
   */
  public Tensor keepGradient() {
    handle.retain_grad();
    return this;
  }

  /** Returns whether a gradient goes back through this tensor. */
  public boolean requiresGradient() {
    return handle.requires_grad();
  }

  /**
   * Computes the gradient of this number by all that was asked for, and adds it to theirs.
   *
   * @throws EngineException if this is not one number that was made of what was asked for
   */
  public void backward() {
    try {
      handle.backward();
    } catch (RuntimeException e) {
      throw new EngineException("computing gradients", e);
    }
  }

  /** Carries a gradient by this tensor on to all that was asked for, and adds it to theirs. */
  public void backward(Tensor gradient) {
    try {
      handle.backward(gradient.handle, new BoolOptional(), false, new TensorArrayRefOptional());
    } catch (RuntimeException e) {
      throw new EngineException("computing gradients", e);
    }
  }

  /**
   * Computes the gradient of this number by another tensor, and leaves what all others have alone.
   *
   * @throws EngineException if this is not one number that was made of the other
   */
  public Tensor gradientBy(Tensor other) {
    return made(
        "computing a gradient",
        () ->
            new org.bytedeco.pytorch.Tensor(
                torch.grad(vector(List.of(this)), vector(List.of(other))).get(0)));
  }

  /** Returns the gradient by this tensor, where there is one. */
  public Optional<Tensor> gradient() {
    org.bytedeco.pytorch.Tensor gradient = handle.grad();
    return gradient.defined() ? Optional.of(new Tensor(gradient)) : Optional.empty();
  }

  /** Sets the gradient by this tensor, where another than the engine computed it. */
  public void setGradient(Tensor gradient) {
    handle.mutable_grad().put(gradient.handle);
  }

  /** Forgets the gradient by this tensor. */
  public void forgetGradient() {
    handle.mutable_grad().reset();
  }

  /** Returns the same numbers, through which no gradient goes back. */
  public Tensor detach() {
    return made("detaching", handle::detach);
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

  /** Returns the number, or 0 where it is less. */
  public Tensor relu() {
    return made("relu", () -> torch.relu(handle));
  }

  /** Changes this tensor, which nothing else uses: numbers below 0 become 0. Returns it. */
  public Tensor reluInPlace() {
    return made("relu", () -> torch.relu_(handle));
  }

  /** Returns 1 / (1 + exp(−x)). */
  public Tensor sigmoid() {
    return made("sigmoid", handle::sigmoid);
  }

  /** Returns the number, or the nearer bound where it lies outside. */
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

  // ---- Other shapes

  /** Returns the same numbers in another shape; one of its sizes may be -1, what is left over. */
  public Tensor reshape(long... shape) {
    return made("reshaping", () -> handle.reshape(shape));
  }

  /** Returns pictures with so many pixels of zeros more on each side. */
  public Tensor padZeros(int pixels) {
    return made(
        "padding",
        () -> torch.constant_pad_nd(handle, new long[] {pixels, pixels, pixels, pixels}));
  }

  /** Returns the same numbers, the indices in another order. */
  public Tensor permute(long... order) {
    return made("permuting", () -> handle.permute(order));
  }

  /** Returns some of the numbers along an index. */
  public Tensor narrow(int index, long first, long count) {
    return made("narrowing", () -> handle.narrow(index, first, count));
  }

  /** Returns the numbers in reverse order along some indices. */
  public Tensor flip(long... indices) {
    return made("flipping", () -> handle.flip(indices));
  }

  /** Returns pictures turned by quarters of a turn, counter-clockwise. */
  public Tensor quarterTurns(int turns) {
    return made("turning", () -> torch.rot90(handle, turns, 2, 3));
  }

  /** Returns tensors put one after another along an index. */
  public static Tensor concatenate(List<Tensor> tensors, int index) {
    return made("concatenating", () -> torch.cat(vector(tensors), index));
  }

  /** Returns tensors of one shape put side by side along a new index. */
  public static Tensor stack(List<Tensor> tensors, int index) {
    return made("stacking", () -> torch.stack(vector(tensors), index));
  }

  /** Returns the tensors that lie side by side along an index, which they no longer have. */
  public List<Tensor> unstack(int index) {
    try {
      TensorVector parts = handle.unbind(index);
      return LongStream.range(0, parts.size()).mapToObj(i -> new Tensor(parts.get(i))).toList();
    } catch (RuntimeException e) {
      throw new EngineException("unstacking", e);
    }
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

  /** Returns x · weightᵀ + bias. */
  public Tensor linear(Tensor weight, Optional<Tensor> bias) {
    return made("a linear layer", () -> torch.linear(handle, weight.handle, optional(bias)));
  }

  /** Returns the largest number of every window; beyond the edge there is none. */
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
   * @param weights one number a class, by which each sample counts
   * @param smoothing the share that is taken from the class and given to all, 0 to 1
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

  // ----

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(
        tensors.stream().map(Tensor::handle).toArray(org.bytedeco.pytorch.Tensor[]::new));
  }

  private static TensorOptional optional(Optional<Tensor> tensor) {
    return tensor.map(some -> new TensorOptional(some.handle)).orElseGet(TensorOptional::new);
  }

  private static Tensor made(String what, Supplier<org.bytedeco.pytorch.Tensor> how) {
    try {
      return new Tensor(how.get());
    } catch (RuntimeException e) {
      throw new EngineException(what, e);
    }
  }

  private static void requireCount(int count, long... shape) {
    long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != expected) {
      throw new IllegalArgumentException(
          "the shape %s has %d numbers, got %d".formatted(Arrays.toString(shape), expected, count));
    }
  }

  @Override
  public String toString() {
    return "tensor " + Arrays.toString(shape());
  }
}

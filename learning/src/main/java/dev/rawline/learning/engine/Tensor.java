package dev.rawline.learning.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A multi-dimensional array of numbers on a device, with automatic differentiation.
 *
 * <p>Pictures have the shape (image, channel, row, column). Numbers are float32 by default. A
 * tensor that requires a gradient ({@link #requireGradient}) has one after {@link #backward} of a
 * result that depends on it. A tensor belongs to the {@link Scope} in which it was created. Methods
 * return new tensors, but for those documented to change this one.
 *
 * <p>Every operation throws an {@link EngineException} if the shapes do not fit or memory runs out.
 */
public final class Tensor extends TensorMath implements AutoCloseable {

  Tensor(org.bytedeco.pytorch.Tensor handle) {
    super(handle);
  }

  org.bytedeco.pytorch.Tensor handle() {
    return handle;
  }

  // ---- Into the engine and out of it

  /**
   * Copies numbers into the engine, to the CPU.
   *
   * @param values the numbers, the last index running fastest
   * @param shape the size along each axis
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public static Tensor of(float[] values, long... shape) {
    return of(values, values.length, ValueLayout.JAVA_FLOAT, ScalarType.Float, shape);
  }

  /**
   * Copies whole numbers of 64 bits into the engine, as the numbers of classes for example.
   *
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public static Tensor of(long[] values, long... shape) {
    return of(values, values.length, ValueLayout.JAVA_LONG, ScalarType.Long, shape);
  }

  /**
   * Copies numbers into the engine at double precision, θ for example.
   *
   * @throws IllegalArgumentException if the shape has another number of elements
   */
  public static Tensor of(double[] values, long... shape) {
    return of(values, values.length, ValueLayout.JAVA_DOUBLE, ScalarType.Double, shape);
  }

  private static Tensor of(
      Object values, int count, ValueLayout layout, ScalarType type, long... shape) {
    requireCount(count, shape);
    Tensor tensor =
        made(
            "making a tensor of the shape " + Arrays.toString(shape),
            () -> torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional()));
    MemorySegment.copy(values, 0, tensor.memory(), layout, 0, count);
    return tensor;
  }

  /** Returns a tensor filled with one number; without axes, a scalar. */
  public static Tensor filled(double value, long... shape) {
    return made("filling", () -> torch.full(shape, new Scalar(value)));
  }

  /** Returns a tensor of zeros. */
  public static Tensor zeros(long... shape) {
    return made("filling", () -> torch.zeros(shape));
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
   * @throws IllegalArgumentException if the destination has another size
   */
  public void copyTo(float[] values) {
    requireCount(values.length, shape());
    copyTo(values, values.length, ValueLayout.JAVA_FLOAT, ScalarType.Float);
  }

  /** Returns the numbers at double precision, the last index running fastest. */
  public double[] toDoubles() {
    double[] values = new double[Math.toIntExact(size())];
    copyTo(values, values.length, ValueLayout.JAVA_DOUBLE, ScalarType.Double);
    return values;
  }

  /** Returns whole numbers, the last index running fastest. */
  public long[] toWhole() {
    long[] values = new long[Math.toIntExact(size())];
    copyTo(values, values.length, ValueLayout.JAVA_LONG, ScalarType.Long);
    return values;
  }

  private void copyTo(Object values, int count, ValueLayout layout, ScalarType type) {
    try (Scope _ = new Scope()) {
      Tensor plain =
          made(
              "reading values",
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
      MemorySegment.copy(plain.memory(), layout, 0, values, 0, count);
    }
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
   * @throws IllegalArgumentException if their number differs from its size
   */
  public void set(float[] values) {
    try (Scope _ = new Scope()) {
      set(of(values, shape()));
    }
  }

  /**
   * Changes this tensor: it takes these numbers.
   *
   * @throws IllegalArgumentException if their number differs from its size
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

  // ---- Memory, for our own loops

  /**
   * Returns whether this is on the CPU without gaps, so that {@link #memory} contains all of it.
   */
  public boolean isInMemory() {
    return !handle.is_cuda() && handle.is_non_overlapping_and_dense();
  }

  /**
   * Returns the memory of the numbers, in its order; use it while the tensor lives, and only if
   * {@link #isInMemory}.
   */
  @SuppressWarnings("restricted") // the size is the one that the engine reports
  public MemorySegment memory() {
    Pointer data = handle.data_ptr();
    return MemorySegment.ofAddress(data.address()).reinterpret(handle.numel() * handle.itemsize());
  }

  /** Returns zeros of the same shape, type, device and memory format. */
  public Tensor zerosAlike() {
    return made("filling", () -> torch.zeros_like(handle));
  }

  /**
   * Returns the same numbers in the memory format of a tensor of the same shape: this tensor, if it
   * has that format.
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
      // The stride of an axis of size 1 has no meaning.
      if (sizes.get(i) > 1 && strides.get(i) != others.get(i)) {
        return false;
      }
    }
    return type() == other.type() && handle.is_non_overlapping_and_dense();
  }

  // ---- Properties

  @Override
  public long[] shape() {
    LongArrayRef sizes = handle.sizes();
    long[] shape = new long[Math.toIntExact(sizes.size())];
    Arrays.setAll(shape, sizes::get);
    return shape;
  }

  /** Returns how many numbers there are. */
  public long size() {
    return handle.numel();
  }

  /** Returns the type of its numbers. */
  public ElementType type() {
    return ElementType.of(handle.scalar_type().intern());
  }

  /** Returns whether every number is finite. */
  public boolean isFinite() {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      // A sum is non-finite if a number is; only then the numbers themselves are checked.
      return Double.isFinite(handle.sum().item_double())
          || torch.isfinite(handle).all().item_bool();
    }
  }

  /** Returns the same numbers on a device. */
  public Tensor on(Device device) {
    return made(
        "moving to " + device,
        () -> handle.to(new org.bytedeco.pytorch.Device(device.type()), handle.scalar_type()));
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

  /** Returns the device of the numbers. */
  public Device device() {
    return handle.is_cuda() ? Device.CUDA : Device.CPU;
  }

  /** Returns the same numbers as another type. */
  public Tensor to(ElementType type) {
    return made("converting", () -> handle.to(type.scalar()));
  }

  /** Returns the same numbers as float32. */
  public Tensor toFloat() {
    return to(ElementType.FLOAT32);
  }

  /** Returns the same numbers, the channels of a pixel side by side in memory. */
  public Tensor channelsLast() {
    return made("ordering", () -> handle.contiguous(MemoryFormat.ChannelsLast));
  }

  /**
   * Lets this tensor outlive its scope: it lives until {@link #close}, or until nothing refers to
   * it.
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

  /** Requires the gradient by this tensor, which becomes a leaf. */
  public Tensor requireGradient() {
    handle.requires_grad_(true);
    return this;
  }

  /** No longer requires the gradient by this tensor. */
  public Tensor requireNoGradient() {
    handle.requires_grad_(false);
    return this;
  }

  /**
   * Keeps the gradient by this tensor for {@link #gradient}, although it was computed from others.
   *
   * @return this tensor
   */
  public Tensor keepGradient() {
    handle.retain_grad();
    return this;
  }

  /** Returns whether this tensor requires a gradient. */
  public boolean requiresGradient() {
    return handle.requires_grad();
  }

  /**
   * Computes the gradient of this number by all tensors that require one, and adds it to theirs.
   *
   * @throws EngineException if this is not one number that depends on tensors that require a
   *     gradient
   */
  public void backward() {
    try {
      handle.backward();
    } catch (RuntimeException e) {
      throw new EngineException("computing gradients", e);
    }
  }

  /**
   * Carries a gradient by this tensor on to all tensors that require one, and adds it to theirs.
   */
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
   * @throws EngineException if this is not a scalar that depends on the other
   */
  public Tensor gradientBy(Tensor other) {
    return made(
        "computing a gradient",
        () ->
            new org.bytedeco.pytorch.Tensor(
                torch.grad(vector(List.of(this)), vector(List.of(other))).get(0)));
  }

  /** Has a hook called with every gradient by this tensor, before a backward pass goes on. */
  public void hookGradient(GradientHook hook) {
    handle.register_hook(hook.hook());
  }

  /** Returns the gradient by this tensor, if any. */
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

  /** Returns the same numbers without their gradient. */
  public Tensor detach() {
    return made("detaching", handle::detach);
  }

  // ---- Other shapes

  /** Returns the same numbers in another shape; one of its sizes may be -1, which is inferred. */
  public Tensor reshape(long... shape) {
    return made("reshaping", () -> handle.reshape(shape));
  }

  /** Returns pictures padded by a number of zeros on each side. */
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

  /** Returns tensors put one after another along an index. */
  public static Tensor concatenate(List<Tensor> tensors, int index) {
    return made("concatenating", () -> torch.cat(vector(tensors), index));
  }

  /** Returns tensors of one shape put side by side along a new index. */
  public static Tensor stack(List<Tensor> tensors, int index) {
    return made("stacking", () -> torch.stack(vector(tensors), index));
  }

  /** Returns the slices along an axis, without that axis. */
  public List<Tensor> unstack(int index) {
    try {
      TensorVector parts = handle.unbind(index);
      return LongStream.range(0, parts.size()).mapToObj(i -> new Tensor(parts.get(i))).toList();
    } catch (RuntimeException e) {
      throw new EngineException("unstacking", e);
    }
  }

  private static TensorVector vector(List<Tensor> tensors) {
    return new TensorVector(
        tensors.stream().map(Tensor::handle).toArray(org.bytedeco.pytorch.Tensor[]::new));
  }

  private static void requireCount(int count, long... shape) {
    long expected = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != expected) {
      throw new IllegalArgumentException(
          "the shape %s has %d values, got %d".formatted(Arrays.toString(shape), expected, count));
    }
  }

  @Override
  public String toString() {
    return "tensor " + Arrays.toString(shape());
  }
}

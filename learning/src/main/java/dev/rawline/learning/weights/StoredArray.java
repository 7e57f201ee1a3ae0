package dev.rawline.learning.weights;

import dev.rawline.learning.engine.ElementType;
import dev.rawline.learning.engine.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers in rows and columns, as a file stores them.
 *
 * @param type the type of the numbers
 * @param shape the size along each axis; empty for one number alone
 * @param bytes the numbers, little-endian, in C order; read it only through {@link
 *     ByteBuffer#duplicate}
 */
public record StoredArray(ElementType type, List<Long> shape, ByteBuffer bytes) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there are more or fewer bytes than the shape needs
   */
  public StoredArray {
    shape = List.copyOf(shape);
    long expected = shape.stream().reduce(1L, Math::multiplyExact) * type.bytes();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          "an array of the shape %s and the type %s has %d bytes, got %d"
              .formatted(shape, type, expected, bytes.remaining()));
    }
    bytes = bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns an array of float32. */
  public static StoredArray of(float[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, ElementType.FLOAT32);
    bytes.asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, bytes, shape);
  }

  /** Returns an array of float64. */
  public static StoredArray of(double[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, ElementType.FLOAT64);
    bytes.asDoubleBuffer().put(values);
    return of(ElementType.FLOAT64, bytes, shape);
  }

  /** Returns an array of whole numbers. */
  public static StoredArray of(long[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, ElementType.INT64);
    bytes.asLongBuffer().put(values);
    return of(ElementType.INT64, bytes, shape);
  }

  private static ByteBuffer allocate(int count, ElementType type) {
    return ByteBuffer.allocate(Math.multiplyExact(count, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static StoredArray of(ElementType type, ByteBuffer bytes, long... shape) {
    return new StoredArray(type, Arrays.stream(shape).boxed().toList(), bytes);
  }

  /** Returns the numbers of a tensor, at its precision but at least float32. */
  public static StoredArray of(Tensor tensor) {
    return switch (tensor.type()) {
      case INT64 -> of(tensor.toWhole(), tensor.shape());
      case FLOAT64 -> of(tensor.toDoubles(), tensor.shape());
      case FLOAT32, FLOAT16, BFLOAT16 -> of(tensor.toArray(), tensor.shape());
    };
  }

  /** Changes a tensor of this shape: it takes these numbers. */
  public void copyTo(Tensor tensor) {
    if (tensor.type() == ElementType.FLOAT32) {
      tensor.set(toFloats());
    } else {
      tensor.set(toDoubles());
    }
  }

  /** Returns whether every number is finite. */
  public boolean isFinite() {
    ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      if (!Double.isFinite(type.read(from))) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many numbers there are. */
  public int size() {
    return bytes.remaining() / type.bytes();
  }

  /** Returns the numbers in double precision, which is exact for all types but large INT64. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(from);
    }
    return values;
  }

  /** Returns the numbers as float32, rounded where the type is finer. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (type == ElementType.FLOAT32) {
      bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    } else {
      ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) type.read(from);
      }
    }
    return values;
  }
}

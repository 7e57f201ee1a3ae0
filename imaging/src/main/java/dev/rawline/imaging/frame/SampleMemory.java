package dev.rawline.imaging.frame;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Samples of a batch: an array, memory outside Java, or none where nobody wants them.
 *
 * <p>Kernels compute on arrays. Rows of other memory are copied into one and back while they are in
 * the processor's cache, so that the batch itself is not.
 */
public final class SampleMemory {
  private final float[] array;
  private final MemorySegment outside;

  private SampleMemory(float[] array, MemorySegment outside) {
    this.array = array;
    this.outside = outside;
  }

  /** Takes an array. */
  public static SampleMemory of(float[] array) {
    return new SampleMemory(array, MemorySegment.NULL);
  }

  /** Takes float32 outside Java, which any thread may access. */
  public static SampleMemory of(MemorySegment outside) {
    return new SampleMemory(null, outside);
  }

  /** Takes samples to be written that nobody wants. */
  public static SampleMemory none() {
    return new SampleMemory(null, MemorySegment.NULL);
  }

  /** Returns whether the samples are in an {@link #array}. */
  public boolean isArray() {
    return array != null;
  }

  /** Returns whether what is written is lost. */
  public boolean isNone() {
    return array == null && outside.equals(MemorySegment.NULL);
  }

  /** Returns the array; null where there is none. */
  public float[] array() {
    return array;
  }

  /** Returns a sample. */
  public float get(int at) {
    return array != null ? array[at] : outside.getAtIndex(JAVA_FLOAT, at);
  }

  /** Sets a sample. */
  public void set(int at, float value) {
    if (array != null) {
      array[at] = value;
    } else {
      outside.setAtIndex(JAVA_FLOAT, at, value);
    }
  }

  /** Copies some samples into an array. */
  public void read(int from, float[] into, int at, int count) {
    if (array != null) {
      System.arraycopy(array, from, into, at, count);
    } else {
      MemorySegment.copy(outside, JAVA_FLOAT, (long) Float.BYTES * from, into, at, count);
    }
  }

  /** Overwrites some samples by those of an array. */
  public void write(float[] from, int at, int to, int count) {
    if (array != null) {
      System.arraycopy(from, at, array, to, count);
    } else if (!isNone()) {
      MemorySegment.copy(from, at, outside, JAVA_FLOAT, (long) Float.BYTES * to, count);
    }
  }

  /** Sets some samples to 0. */
  public void clear(int at, int count) {
    if (array != null) {
      Arrays.fill(array, at, at + count, 0);
    } else if (!isNone()) {
      outside.asSlice((long) Float.BYTES * at, (long) Float.BYTES * count).fill((byte) 0);
    }
  }
}

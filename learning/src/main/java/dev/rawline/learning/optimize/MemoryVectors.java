package dev.rawline.learning.optimize;

import dev.rawline.imaging.numeric.Lanes;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/** Vectors of float32 in and out of memory. */
final class MemoryVectors {
  /** Bytes of a vector. */
  static final long BYTES = (long) Lanes.COUNT * Float.BYTES;

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private MemoryVectors() {}

  static FloatVector load(MemorySegment memory, long at) {
    return FloatVector.fromMemorySegment(Lanes.FLOATS, memory, at * Float.BYTES, ORDER);
  }

  static void store(FloatVector vector, MemorySegment memory, long at) {
    vector.intoMemorySegment(memory, at * Float.BYTES, ORDER);
  }
}

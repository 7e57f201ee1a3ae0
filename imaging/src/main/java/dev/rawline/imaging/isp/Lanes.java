package dev.rawline.imaging.isp;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** How many samples the processor works on at once. */
final class Lanes {
  /** Vectors of float32 as wide as the processor has them, 16 samples at most. */
  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Vectors of as many 32-bit integers. */
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** The number of samples in a vector, a power of two. */
  static final int COUNT = FLOATS.length();

  /** Every lane, one bit each. */
  static final long ALL = -1;

  private static final long EVEN = 0x5555_5555_5555_5555L;

  private Lanes() {}

  /** Returns a length rounded up to whole vectors. */
  static int padded(int length) {
    return (length + COUNT - 1) & -COUNT;
  }

  /** Returns the mask of every other lane. */
  static VectorMask<Float> alternating(boolean evenLanes) {
    return VectorMask.fromLong(FLOATS, everyOther(evenLanes));
  }

  /** Returns every other lane, one bit each. */
  static long everyOther(boolean evenLanes) {
    return evenLanes ? EVEN : ~EVEN;
  }

  static FloatVector load(float[] samples, int at) {
    return FloatVector.fromArray(FLOATS, samples, at);
  }

  static IntVector loadInts(int[] samples, int at) {
    return IntVector.fromArray(INTS, samples, at);
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  static IntVector allInts(int value) {
    return IntVector.broadcast(INTS, value);
  }
}

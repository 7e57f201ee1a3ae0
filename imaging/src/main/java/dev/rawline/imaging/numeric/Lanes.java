package dev.rawline.imaging.numeric;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of samples that the processor handles at once.
 *
 * <p>Needs the Vector API: check {@link VectorApi#PRESENT} before using a class that depends on it.
 */
public final class Lanes {
  /** Vectors of float32 of the processor's width, 16 samples at most. */
  public static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  /** Vectors of as many 32-bit integers. */
  public static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** The number of samples in a vector, a power of two. */
  public static final int COUNT = FLOATS.length();

  /** Every lane, one bit each. */
  public static final long ALL = -1;

  private static final long EVEN = 0x5555_5555_5555_5555L;

  private Lanes() {}

  /** Returns a length rounded up to whole vectors. */
  public static int padded(int length) {
    return (length + COUNT - 1) & -COUNT;
  }

  /** Returns the mask of every other lane. */
  public static VectorMask<Float> alternating(boolean evenLanes) {
    return VectorMask.fromLong(FLOATS, everyOther(evenLanes));
  }

  /** Returns every other lane, one bit each. */
  public static long everyOther(boolean evenLanes) {
    return evenLanes ? EVEN : ~EVEN;
  }

  /** Returns the samples from an index on. */
  public static FloatVector load(float[] samples, int at) {
    return FloatVector.fromArray(FLOATS, samples, at);
  }

  /** Returns the integers from an index on. */
  public static IntVector loadInts(int[] samples, int at) {
    return IntVector.fromArray(INTS, samples, at);
  }

  /** Returns a number in every lane. */
  public static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** Returns an integer in every lane. */
  public static IntVector allInts(int value) {
    return IntVector.broadcast(INTS, value);
  }

  /** Returns integers as the floats nearest to them. */
  public static FloatVector toFloats(IntVector integers) {
    return (FloatVector) integers.convert(VectorOperators.I2F, 0);
  }

  /** Returns floats without their fractions. */
  public static IntVector toInts(FloatVector floats) {
    return (IntVector) floats.convert(VectorOperators.F2I, 0);
  }
}

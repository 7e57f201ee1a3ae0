package dev.rawline.imaging.numeric;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The fast twin of {@link IntegerSamples}: the compiler does not vectorise such loops. */
final class IntegerSamplesKernel {
  private static final int SMALLEST_VECTOR = 64;

  /** Vectors with as many 16-bit numbers as there are floats in a vector. */
  private static final VectorSpecies<Short> WORDS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Lanes.COUNT * Short.SIZE));

  /** Vectors with as many 8-bit numbers, or twice as many if there is none this small. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(SMALLEST_VECTOR, Lanes.COUNT * Byte.SIZE)));

  private IntegerSamplesKernel() {}

  /** Converts as many numbers as fill whole vectors and returns their number. */
  static int floats(short[] from, int count, float divisor, float[] into, int at) {
    int whole = Lanes.FLOATS.loopBound(count);
    boolean divides = divisor != 1;
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      FloatVector floats =
          Lanes.toFloats(
              (IntVector)
                  ShortVector.fromArray(WORDS, from, i)
                      .convertShape(VectorOperators.ZERO_EXTEND_S2I, Lanes.INTS, 0));
      (divides ? floats.div(divisor) : floats).intoArray(into, at + i);
    }
    return whole;
  }

  /** Converts as many numbers as fill whole vectors and returns their number. */
  static int floats(byte[] from, int count, float divisor, float[] into, int at) {
    // A vector may be longer than its used part, and must not reach beyond the numbers.
    int whole = Lanes.FLOATS.loopBound(Math.max(0, count - BYTES.length() + Lanes.COUNT));
    boolean divides = divisor != 1;
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      FloatVector floats =
          Lanes.toFloats(
              (IntVector)
                  ByteVector.fromArray(BYTES, from, i)
                      .convertShape(VectorOperators.ZERO_EXTEND_B2I, Lanes.INTS, 0));
      (divides ? floats.div(divisor) : floats).intoArray(into, at + i);
    }
    return whole;
  }
}

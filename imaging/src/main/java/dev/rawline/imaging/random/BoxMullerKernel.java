package dev.rawline.imaging.random;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The fast twin of {@link BoxMuller}. */
final class BoxMullerKernel {
  private BoxMullerKernel() {}

  static void turn(int[] radii, int[] angles, float[] cosines, float[] sines) {
    for (int i = 0; i < BoxMuller.PAIRS; i += Lanes.COUNT) {
      FloatVector radius = radius(IntVector.fromArray(Lanes.INTS, radii, i));
      IntVector angle = IntVector.fromArray(Lanes.INTS, angles, i);
      FloatVector v = Lanes.toFloats(angle.lanewise(VectorOperators.ASHR, 8)).mul(0x1p-24f);
      FloatVector square = v.mul(v);
      radius
          .reinterpretAsInts()
          .lanewise(VectorOperators.XOR, angle.lanewise(VectorOperators.LSHL, 31))
          .reinterpretAsFloats()
          .mul(polynomial(BoxMuller.COSINE, square))
          .intoArray(cosines, i);
      radius.mul(v.mul(polynomial(BoxMuller.SINE, square))).intoArray(sines, i);
    }
  }

  private static FloatVector radius(IntVector random) {
    IntVector bits =
        Lanes.toFloats(random.lanewise(VectorOperators.LSHR, 1).or(1)).reinterpretAsInts();
    FloatVector x =
        bits.and(0x7f_ffff)
            .or(0x3f80_0000)
            .reinterpretAsFloats()
            .fma(Lanes.all(-0.5f), Lanes.all(1));
    FloatVector doublings =
        Lanes.toFloats(
            IntVector.broadcast(Lanes.INTS, 157).sub(bits.lanewise(VectorOperators.LSHR, 23)));
    return polynomial(BoxMuller.LOGARITHM, x)
        .fma(x, doublings.mul(BoxMuller.TWICE_LN_2))
        .abs()
        .sqrt();
  }

  private static FloatVector polynomial(float[] coefficients, FloatVector x) {
    FloatVector sum = Lanes.all(coefficients[0]);
    for (int k = 1; k < coefficients.length; k++) {
      sum = sum.fma(x, Lanes.all(coefficients[k]));
    }
    return sum;
  }
}

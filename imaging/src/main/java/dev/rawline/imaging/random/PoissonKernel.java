package dev.rawline.imaging.random;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The fast twins of {@link Poisson#near(float, float)} and {@link Poisson#exact}. */
final class PoissonKernel {
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, Lanes.FLOATS.vectorShape());

  private PoissonKernel() {}

  /**
   * Inverts the distribution for as many numbers as fill pairs of vectors and returns their number.
   *
   * <p>Two vectors at a time, since each term depends on the previous one. The rest of a uniform
   * number never rises, so a finished lane stays finished while others continue.
   */
  static int invert(double[] numbers, double[] means, double[] zeros) {
    int half = DOUBLES.length();
    int whole = numbers.length / (2 * half) * (2 * half);
    for (int i = 0; i < whole; i += 2 * half) {
      DoubleVector mean1 = DoubleVector.fromArray(DOUBLES, means, i);
      DoubleVector mean2 = DoubleVector.fromArray(DOUBLES, means, i + half);
      DoubleVector probability1 = DoubleVector.fromArray(DOUBLES, zeros, i);
      DoubleVector probability2 = DoubleVector.fromArray(DOUBLES, zeros, i + half);
      DoubleVector rest1 = DoubleVector.fromArray(DOUBLES, numbers, i).sub(probability1);
      DoubleVector rest2 = DoubleVector.fromArray(DOUBLES, numbers, i + half).sub(probability2);
      DoubleVector number1 = DoubleVector.zero(DOUBLES);
      DoubleVector number2 = DoubleVector.zero(DOUBLES);
      VectorMask<Double> on1 = rest1.compare(VectorOperators.GT, 0);
      VectorMask<Double> on2 = rest2.compare(VectorOperators.GT, 0);
      for (int k = 1; k < Poisson.RECIPROCALS.length && on1.or(on2).anyTrue(); k++) {
        number1 = number1.add(1, on1);
        number2 = number2.add(1, on2);
        probability1 = probability1.mul(mean1.mul(Poisson.RECIPROCALS[k]));
        probability2 = probability2.mul(mean2.mul(Poisson.RECIPROCALS[k]));
        rest1 = rest1.sub(probability1);
        rest2 = rest2.sub(probability2);
        on1 = rest1.compare(VectorOperators.GT, 0);
        on2 = rest2.compare(VectorOperators.GT, 0);
      }
      number1.intoArray(numbers, i);
      number2.intoArray(numbers, i + half);
    }
    return whole;
  }

  /** Computes as many numbers as fill whole vectors and returns their number. */
  static int near(float[] numbers, float[] means, int from, int count) {
    int whole = Lanes.FLOATS.loopBound(count);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      near(
              FloatVector.fromArray(Lanes.FLOATS, numbers, i),
              FloatVector.fromArray(Lanes.FLOATS, means, from + i))
          .intoArray(numbers, i);
    }
    return whole;
  }

  private static FloatVector near(FloatVector z, FloatVector mean) {
    FloatVector root = mean.sqrt();
    FloatVector inverse = Lanes.all(1).div(root);
    FloatVector square = z.mul(z);
    FloatVector second = square.fma(Lanes.all(1 / 6f), Lanes.all(1 / 3f));
    FloatVector third = z.mul(square.fma(Lanes.all(-1 / 72f), Lanes.all(-1 / 36f)));
    FloatVector fourth =
        square.fma(square.fma(Lanes.all(3 / 810f), Lanes.all(7 / 810f)), Lanes.all(-16 / 810f));
    FloatVector correction = fourth.fma(inverse, third).fma(inverse, second);
    return Lanes.toFloats(Lanes.toInts(root.fma(z, correction).add(mean)).max(0));
  }
}

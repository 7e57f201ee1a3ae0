package dev.rawline.imaging.random;

import dev.rawline.imaging.vector.Lanes;
import jdk.incubator.vector.FloatVector;

/** The fast twin of {@link Poisson#near(float, float)}. */
final class PoissonKernel {
  private PoissonKernel() {}

  /** Does as many numbers as are whole vectors and returns how many these were. */
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

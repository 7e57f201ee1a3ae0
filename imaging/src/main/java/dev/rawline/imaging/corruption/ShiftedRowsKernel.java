package dev.rawline.imaging.corruption;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The part of {@link ShiftedRows} that needs the Vector API. */
final class ShiftedRowsKernel {
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, Lanes.FLOATS.vectorShape());

  private static final int COUNT = DOUBLES.length();
  private static final int AT_ONCE = 4 * COUNT;

  private ShiftedRowsKernel() {}

  /** Sums whole vectors and returns the number of processed columns. */
  static int sum(
      double[] in, int from, int[] at, double[] weights, double[] out, int to, int columns) {
    int end = DOUBLES.loopBound(columns);
    int i = 0;
    for (; i + AT_ONCE <= end; i += AT_ONCE) {
      four(in, from + i, at, weights, out, to + i);
    }
    for (; i < end; i += COUNT) {
      one(in, from + i, at, weights, out, to + i);
    }
    return end;
  }

  private static void four(
      double[] in, int from, int[] at, double[] weights, double[] out, int to) {
    DoubleVector a = DoubleVector.zero(DOUBLES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int k = 0; k < weights.length; k++) {
      DoubleVector weight = DoubleVector.broadcast(DOUBLES, weights[k]);
      int x = from + at[k];
      a = a.add(load(in, x).mul(weight));
      b = b.add(load(in, x + COUNT).mul(weight));
      c = c.add(load(in, x + 2 * COUNT).mul(weight));
      d = d.add(load(in, x + 3 * COUNT).mul(weight));
    }
    a.intoArray(out, to);
    b.intoArray(out, to + COUNT);
    c.intoArray(out, to + 2 * COUNT);
    d.intoArray(out, to + 3 * COUNT);
  }

  private static void one(double[] in, int from, int[] at, double[] weights, double[] out, int to) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < weights.length; k++) {
      sum = sum.add(load(in, from + at[k]).mul(weights[k]));
    }
    sum.intoArray(out, to);
  }

  private static DoubleVector load(double[] samples, int at) {
    return DoubleVector.fromArray(DOUBLES, samples, at);
  }
}

package dev.rawline.imaging.optics;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/** The part of {@link WeightedRowSums} that needs the Vector API. */
final class WeightedRowSumsKernel {
  private WeightedRowSumsKernel() {}

  /** Adds eight weighted rows for whole vectors and returns the number of processed columns. */
  static int add(
      float[] in, int[] at, float[] weights, int first, float[] out, int to, int columns) {
    float weight0 = weights[first];
    float weight1 = weights[first + 1];
    float weight2 = weights[first + 2];
    float weight3 = weights[first + 3];
    float weight4 = weights[first + 4];
    float weight5 = weights[first + 5];
    float weight6 = weights[first + 6];
    float weight7 = weights[first + 7];
    int at0 = at[first];
    int at1 = at[first + 1];
    int at2 = at[first + 2];
    int at3 = at[first + 3];
    int at4 = at[first + 4];
    int at5 = at[first + 5];
    int at6 = at[first + 6];
    int at7 = at[first + 7];
    int end = Lanes.FLOATS.loopBound(columns);
    for (int i = 0; i < end; i += Lanes.COUNT) {
      FloatVector sum = load(in, at0 + i).mul(weight0);
      sum = load(in, at1 + i).fma(all(weight1), sum);
      sum = load(in, at2 + i).fma(all(weight2), sum);
      sum = load(in, at3 + i).fma(all(weight3), sum);
      sum = load(in, at4 + i).fma(all(weight4), sum);
      sum = load(in, at5 + i).fma(all(weight5), sum);
      sum = load(in, at6 + i).fma(all(weight6), sum);
      sum = load(in, at7 + i).fma(all(weight7), sum);
      load(out, to + i).add(sum).intoArray(out, to + i);
    }
    return end;
  }
}

package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.numeric.Lanes;
import java.util.Arrays;

/**
 * Sums over pixels, one a lane: single precision for a few rows, then double.
 *
 * <p>A vector's even lanes represent even columns, so one vector sums for both columns of a colour
 * filter array. The lanes are added up in their order: the same samples give the same bits.
 */
public final class LaneSums {

  /** The lanes of all sums. */
  final float[] lanes;

  /** Creates sums of 0. */
  public LaneSums(int count) {
    lanes = new float[count * Lanes.COUNT];
  }

  /** Returns the lanes of all sums. */
  public float[] lanes() {
    return lanes;
  }

  /** Returns one of the sums over all columns. */
  public double total(int sum) {
    double even = 0;
    double odd = 0;
    int first = sum * Lanes.COUNT;
    for (int at = first; at < first + Lanes.COUNT; at += 2) {
      even += lanes[at];
      odd += lanes[at + 1];
    }
    return even + odd;
  }

  /** Returns one of the sums over the columns of one parity. */
  public double total(int sum, int parity) {
    double total = 0;
    for (int lane = parity; lane < Lanes.COUNT; lane += 2) {
      total += lanes[sum * Lanes.COUNT + lane];
    }
    return total;
  }

  /** Sets all sums to 0. */
  public void clear() {
    Arrays.fill(lanes, 0);
  }
}

package dev.rawline.imaging.sensor.recapture;

/** Tests whether two equally large samples of discrete numbers are from one distribution. */
final class TwoSamples {
  private static final double ONE_IN_TWENTY = 1.6448536269514722;

  private TwoSamples() {}

  /**
   * Returns whether the two-sample χ² test rejects at 5 %: bins are the numbers themselves, joined
   * until they hold at least 20.
   */
  static boolean differByChiSquare(float[] left, float[] right) {
    double square = 0;
    int bins = 0;
    double a = 0;
    double b = 0;
    for (int[] counts : counts(left, right)) {
      a += counts[0];
      b += counts[1];
      if (a + b >= 20) {
        square += (a - b) * (a - b) / (a + b);
        bins++;
        a = 0;
        b = 0;
      }
    }
    if (bins < 2) {
      throw new AssertionError("only " + bins + " bins to compare");
    }
    double freedom = bins - 1.0;
    // Wilson and Hilferty: the cube root of χ² over its freedom is nearly normal.
    double z =
        (Math.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
    return z > ONE_IN_TWENTY;
  }

  /**
   * Returns whether the two-sample Kolmogorov–Smirnov test rejects at 5 %; of discrete numbers it
   * rejects more rarely.
   */
  static boolean differByKolmogorovSmirnov(float[] left, float[] right) {
    double difference = 0;
    double largest = 0;
    for (int[] counts : counts(left, right)) {
      difference += counts[0] - counts[1];
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest / left.length > 1.3581 * Math.sqrt(2.0 / left.length);
  }

  /**
   * How often each whole number occurs in either sample, including numbers in between that occur in
   * none.
   */
  private static int[][] counts(float[] left, float[] right) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (float[] sample : new float[][] {left, right}) {
      for (float value : sample) {
        least = Math.min(least, (int) value);
        most = Math.max(most, (int) value);
      }
    }
    int[][] counts = new int[most - least + 1][2];
    for (int i = 0; i < left.length; i++) {
      counts[(int) left[i] - least][0]++;
      counts[(int) right[i] - least][1]++;
    }
    return counts;
  }
}

package dev.rawline.lab.generate;

/**
 * Radiance of a stained specimen → a mask of what is stained darkly: pixels whose first band (red,
 * which nuclei absorb most) is below a threshold by Otsu's method (1979).
 *
 * <p>This is no annotation: it marks nuclei of leukocytes, and other dark things as well.
 */
final class StainThreshold {
  private static final int BINS = 128;

  private StainThreshold() {}

  /**
   * Returns the mask: 1 where stained, −1 elsewhere.
   *
   * @param radiance (band, row, column)
   * @param bands the number of bands
   */
  static float[] of(float[] radiance, int bands) {
    int area = radiance.length / bands;
    double most = 0;
    for (int i = 0; i < area; i++) {
      most = Math.max(most, radiance[i]);
    }
    int[] counts = new int[BINS];
    for (int i = 0; i < area; i++) {
      counts[bin(radiance[i], most)]++;
    }
    int threshold = threshold(counts, area);
    float[] mask = new float[area];
    for (int i = 0; i < area; i++) {
      mask[i] = bin(radiance[i], most) <= threshold ? 1 : -1;
    }
    return mask;
  }

  private static int bin(float value, double most) {
    return most == 0 ? 0 : Math.clamp((long) (value / most * (BINS - 1)), 0, BINS - 1);
  }

  /** Returns the last bin of the darker part: where the variance between the parts is largest. */
  private static int threshold(int[] counts, int all) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += (double) bin * counts[bin];
    }
    double dark = 0;
    double darkSum = 0;
    double best = -1;
    int threshold = 0;
    for (int bin = 0; bin < BINS - 1; bin++) {
      dark += counts[bin];
      darkSum += (double) bin * counts[bin];
      if (dark == 0 || dark == all) {
        continue;
      }
      double distance = darkSum / dark - (sum - darkSum) / (all - dark);
      double between = dark * (all - dark) * distance * distance;
      if (between > best) {
        best = between;
        threshold = bin;
      }
    }
    return threshold;
  }
}

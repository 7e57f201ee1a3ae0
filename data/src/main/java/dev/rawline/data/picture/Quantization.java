package dev.rawline.data.picture;

/** [0, 1] → whole numbers: how a picture's samples become those of a file. */
public final class Quantization {
  private Quantization() {}

  /**
   * Returns ⌊clip(value, 0, 1) · highest + ½⌋: clipped, scaled, rounded half up.
   *
   * <p>Computed in double precision, where the product is exact, and without branches, so that the
   * compiler uses vectors. NaN has no brightness and becomes 0, black.
   *
   * @param value a sample of a view, 1 being full scale
   * @param highest the number for full scale, for example 255 or 65535
   */
  public static int level(float value, int highest) {
    return (int) ((double) Math.min(Math.max(value, 0), 1) * highest + 0.5);
  }

  /**
   * Computes {@link #level} of as many samples as there are levels.
   *
   * @param from the place of the first sample
   */
  public static void levels(float[] samples, int from, int[] levels, int highest) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] = level(samples[from + i], highest);
    }
  }
}

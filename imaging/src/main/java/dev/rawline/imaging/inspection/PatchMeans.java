package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;

/**
 * The means of the four places of a quad over patches of 8×8 quads, of a large image a subset,
 * evenly spread; clipped samples included.
 *
 * @param means one number a patch for each place: (0, 0), (0, 1), (1, 0), (1, 1) [DN]
 * @param count how many patches there are
 */
@SuppressWarnings("ArrayRecordComponent") // many numbers, used in this package alone
record PatchMeans(double[][] means, int count) {
  /** The quads along a patch's side. */
  static final int SIDE = 8;

  private static final int MOST = 4096;

  static PatchMeans of(RawImage image) {
    int across = image.width() / 2 / SIDE;
    int all = across * (image.height() / 2 / SIDE);
    int count = Math.min(all, MOST);
    double[][] means = new double[4][count];
    float[] samples = image.samples();
    for (int patch = 0; patch < count; patch++) {
      int place = (int) ((long) patch * all / count);
      int top = place / across * 2 * SIDE;
      int left = place % across * 2 * SIDE;
      for (int row = 0; row < 2 * SIDE; row++) {
        int at = (top + row) * image.width() + left;
        double even = 0;
        double odd = 0;
        for (int column = 0; column < 2 * SIDE; column += 2) {
          even += samples[at + column];
          odd += samples[at + column + 1];
        }
        means[2 * (row & 1)][patch] += even / (SIDE * SIDE);
        means[2 * (row & 1) + 1][patch] += odd / (SIDE * SIDE);
      }
    }
    return new PatchMeans(means, count);
  }
}

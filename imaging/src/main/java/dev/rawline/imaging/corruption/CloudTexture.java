package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * Clouds as large as a picture: the top left of a {@link PlasmaFractal} of the smallest power of
 * two that covers it. One of more than 2048 pixels is interpolated from one of 2048: finer detail
 * of clouds is too faint to be visible.
 */
final class CloudTexture {
  private static final int LARGEST = 2048;

  private CloudTexture() {}

  /**
   * Returns the density of the clouds, 0 to 1, in reading order.
   *
   * @param decay by what factor structures of half the size are fainter
   */
  static double[] draw(int width, int height, double decay, RandomStream random) {
    int longer = Math.max(width, height);
    int covering = longer == 1 ? 1 : 2 * Integer.highestOneBit(longer - 1);
    int side = Math.min(covering, LARGEST);
    int zoom = covering / side;
    double[] fractal = PlasmaFractal.draw(side, decay, random);
    double[] clouds = new double[width * height];
    for (int i = 0; i < clouds.length; i++) {
      int row = i / width;
      int column = i % width;
      double above = along(fractal, side, row / zoom, column, zoom);
      double share = (double) (row % zoom) / zoom;
      clouds[i] =
          share == 0
              ? above
              : above + share * (along(fractal, side, row / zoom + 1, column, zoom) - above);
    }
    return clouds;
  }

  /** Returns the density between two points of a row, which repeats beyond its edges. */
  private static double along(double[] fractal, int side, int row, int column, int zoom) {
    int from = row % side * side;
    double left = fractal[from + column / zoom];
    double right = fractal[from + (column / zoom + 1) % side];
    return left + (double) (column % zoom) / zoom * (right - left);
  }
}

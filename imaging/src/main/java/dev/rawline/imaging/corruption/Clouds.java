package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * Clouds as large as a picture: the top left of a {@link PlasmaFractal} of the smallest power of
 * two that covers it, which is repeated in pictures of more than 8192 pixels.
 */
final class Clouds {
  private static final int LARGEST = 8192;

  private Clouds() {}

  /**
   * Returns how dense they are, 0 to 1, in reading order.
   *
   * @param decay how many times fainter what is half as large is
   */
  static double[] draw(int width, int height, double decay, RandomStream random) {
    int longer = Math.max(width, height);
    int side = longer == 1 ? 1 : Math.min(2 * Integer.highestOneBit(longer - 1), LARGEST);
    double[] fractal = PlasmaFractal.draw(side, decay, random);
    double[] clouds = new double[width * height];
    for (int i = 0; i < clouds.length; i++) {
      clouds[i] = fractal[i / width % side * side + i % width % side];
    }
    return clouds;
  }
}

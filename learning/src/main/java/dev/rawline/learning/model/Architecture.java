package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;

/** What a network is built of, its sizes included: all but the numbers that it learns. */
public sealed interface Architecture permits ResNet, SmallCnn, UNet {

  /**
   * Builds a network on the CPU, float32, with its first numbers.
   *
   * <p>Every parameter is drawn from the seed and its own name, so the order of building does not
   * matter, and two networks share what they name alike.
   *
   * @param channels channels of the pictures, at least 1
   * @param outputs classes, or numbers that are predicted, of a picture or of each pixel; at least
   *     1
   * @throws IllegalArgumentException if there is no channel or no output
   */
  Network build(int channels, int outputs, Seed seed);

  /** Returns whether the network predicts something of each pixel, not of the whole picture. */
  default boolean predictsPixels() {
    return false;
  }

  /** Returns what the sides of pictures must be multiples of, in pixels; 1 where any will do. */
  default int divisor() {
    return 1;
  }

  /** Returns the name, as in plans and on the command line. */
  String word();
}

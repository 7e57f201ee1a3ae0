package dev.rawline.learning.model;

import dev.rawline.imaging.random.Seed;

/** The structure of a network with its sizes: everything but its weights. */
public sealed interface Architecture permits ResNet, SmallCnn, UNet {

  /**
   * Builds a network on the CPU, float32, with its first numbers.
   *
   * <p>Every parameter is drawn from the seed and its name, so the order of building does not
   * matter, and parameters of the same name are equal in two networks.
   *
   * @param channels channels of the pictures, at least 1
   * @param outputs the number of classes or predicted numbers, for a picture or for each pixel; at
   *     least 1
   * @throws IllegalArgumentException if there is no channel or no output
   */
  Network build(int channels, int outputs, Seed seed);

  /** Returns whether the network has outputs for each pixel, not for the whole picture. */
  default boolean predictsPixels() {
    return false;
  }

  /**
   * Returns the number of which the sides of pictures must be multiples [px]; 1 if any size is
   * valid.
   */
  default int divisor() {
    return 1;
  }

  /** Returns the name, as in plans and on the command line. */
  String word();
}

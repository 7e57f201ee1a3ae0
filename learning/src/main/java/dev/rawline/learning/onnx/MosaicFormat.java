package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;

/**
 * The raw mosaics that an exported file takes.
 *
 * @param cfa their layout
 * @param scale the digital numbers that become 0 and 1
 * @param ofLevels whether those are black and white level, rather than 0 and full scale
 * @param smallestSide the smallest number of rows and columns [px]
 * @param multiple the number of which rows and columns must be multiples [px]; 1: of any number
 */
public record MosaicFormat(
    Cfa cfa, DigitalScale scale, boolean ofLevels, int smallestSide, int multiple) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public MosaicFormat {
    if (smallestSide < 1 || multiple < 1) {
      throw new IllegalArgumentException(
          "smallest side %d px, multiple of %d px: expected at least 1"
              .formatted(smallestSide, multiple));
    }
  }
}

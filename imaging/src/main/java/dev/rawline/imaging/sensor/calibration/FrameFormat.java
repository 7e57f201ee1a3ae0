package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Cfa;
import java.util.Optional;

/**
 * The common format of all frames of a calibration.
 *
 * <p>A stored sample is a digital number of the converter, shifted to the left by containerBits −
 * adcBits bits. All results are in digital numbers of the converter [DN].
 *
 * @param width the number of columns [px]
 * @param height the number of rows [px]
 * @param cfa the colour filter layout; empty for a monochrome sensor
 * @param adcBits the bits of the converter, 8 to 16
 * @param containerBits the bits of a stored sample, adcBits to 16
 */
public record FrameFormat(
    int width, int height, Optional<Cfa> cfa, int adcBits, int containerBits) {

  /** The fewest rows and columns of a channel: below it a standard deviation has no meaning. */
  static final int FEWEST_LINES = 16;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if a side is too short for 16 rows and columns of each
   *     channel, or the bits are not 8 ≤ adcBits ≤ containerBits ≤ 16
   */
  public FrameFormat {
    cfa = cfa.filter(Cfa::hasFilters);
    int fewest = cfa.isEmpty() ? FEWEST_LINES : 2 * FEWEST_LINES;
    if (width < fewest || height < fewest) {
      throw new IllegalArgumentException(
          "calibration frames are %d×%d pixels: expected at least %d×%d (px), 16 rows and columns a channel; use larger frames"
              .formatted(width, height, fewest, fewest));
    }
    if (adcBits < 8 || containerBits < adcBits || containerBits > 16) {
      throw new IllegalArgumentException(
          "adcBits is %d and containerBits %d: expected 8 ≤ adcBits ≤ containerBits ≤ 16 (bits)"
              .formatted(adcBits, containerBits));
    }
  }

  /** Returns how many bits a converter's number is shifted to the left when it is stored. */
  public int shift() {
    return containerBits - adcBits;
  }

  /** Returns the largest number of the converter, 2^adcBits − 1 [DN]. */
  public int largestNumber() {
    return (1 << adcBits) - 1;
  }
}

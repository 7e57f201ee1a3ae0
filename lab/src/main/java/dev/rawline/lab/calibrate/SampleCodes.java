package dev.rawline.lab.calibrate;

import dev.rawline.imaging.frame.RawImage;
import java.util.Optional;

/**
 * Which bits of a stored sample are ever 1: what frames show of the converter.
 *
 * <p>Bits at the low end that are always 0 are those by which the converter's numbers were shifted
 * to the left. The highest bit that is ever 1 ends the container, if a frame is bright enough.
 */
final class SampleCodes {
  private static final int FEWEST_BITS = 8;

  private int bits;

  /** Looks at a frame of whole digital numbers. */
  void add(RawImage raw) {
    for (float sample : raw.samples()) {
      bits |= (int) sample;
    }
  }

  /** Returns the largest number that the bits can hold [DN]. */
  int largest() {
    return bits == 0 ? 0 : 2 * Integer.highestOneBit(bits) - 1;
  }

  /** Returns by how many bits the converter's numbers are shifted to the left. */
  int shift() {
    int container = Math.max(FEWEST_BITS, used());
    return bits == 0 ? 0 : Math.min(Integer.numberOfTrailingZeros(bits), container - FEWEST_BITS);
  }

  private int used() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bits);
  }

  /**
   * Returns the bits of the converter.
   *
   * @param stated the bits that the user gives; default: the highest bit in use
   */
  int adcBits(Optional<Integer> stated) {
    return stated.orElse(Math.max(FEWEST_BITS, used()) - shift());
  }
}

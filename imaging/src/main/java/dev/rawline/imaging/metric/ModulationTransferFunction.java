package dev.rawline.imaging.metric;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The modulation transfer function (MTF), measured across an edge: the remaining contrast of a
 * pattern by its frequency.
 *
 * @param contrast the remaining share at 0, {@link #STEP}, 2 {@link #STEP}, … {@link #HIGHEST}
 *     cycles a pixel, along the edge's normal; 1 at 0
 * @param angle the angle between the edge and the nearest image axis [°], 0 to 45
 */
public record ModulationTransferFunction(List<Double> contrast, double angle) {

  /** The distance between frequencies [cycles/px]. */
  public static final double STEP = 0.005;

  /** The highest frequency [cycles/px]: twice the pixels' Nyquist frequency. */
  public static final double HIGHEST = 1;

  /** The Nyquist frequency of the pixels [cycles/px]; one colour of a mosaic has half of it. */
  public static final double NYQUIST = 0.5;

  /** The number of frequencies. */
  static final int COUNT = (int) Math.round(HIGHEST / STEP) + 1;

  /**
   * Copies the curve.
   *
   * @throws IllegalArgumentException if it does not have one value for each frequency
   */
  public ModulationTransferFunction {
    contrast = List.copyOf(contrast);
    if (contrast.size() != COUNT) {
      throw new IllegalArgumentException(
          "a modulation transfer of %d numbers: expected %d, one every %s cycles/px"
              .formatted(contrast.size(), COUNT, STEP));
    }
  }

  /**
   * Returns the remaining contrast at a frequency.
   *
   * @param frequency 0 to {@link #HIGHEST} [cycles/px]; linearly interpolated between frequencies
   * @throws IllegalArgumentException if the frequency is outside
   */
  public double at(double frequency) {
    if (!(frequency >= 0 && frequency <= HIGHEST)) {
      throw new IllegalArgumentException(
          "frequency is %s: expected 0 to %s (cycles/px)".formatted(frequency, HIGHEST));
    }
    int below = Math.min((int) (frequency / STEP), COUNT - 2);
    double share = frequency / STEP - below;
    return (1 - share) * contrast.get(below) + share * contrast.get(below + 1);
  }

  /** Returns the remaining contrast at the pixels' Nyquist frequency. */
  public double atNyquist() {
    return at(NYQUIST);
  }

  /**
   * Returns the lowest frequency at which the contrast is 0.5, MTF50 [cycles/px]; empty if it is
   * higher at all frequencies.
   */
  public OptionalDouble mtf50() {
    return frequencyOf(0.5);
  }

  /**
   * Returns the lowest frequency with a given contrast [cycles/px]; empty if the contrast is higher
   * at all frequencies.
   *
   * @param share above 0, below 1
   * @throws IllegalArgumentException if the share is outside
   */
  public OptionalDouble frequencyOf(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share of the contrast is %s: expected above 0, below 1 (no unit)".formatted(share));
    }
    for (int i = 1; i < COUNT; i++) {
      double above = contrast.get(i - 1);
      double below = contrast.get(i);
      if (below <= share) {
        return OptionalDouble.of(STEP * (i - 1 + (above - share) / (above - below)));
      }
    }
    return OptionalDouble.empty();
  }
}

package dev.rawline.lab.quality.cause;

import java.util.Arrays;
import java.util.Optional;

/**
 * A scale that is linear about a middle and logarithmic far from it: asinh((q − middle) / 2c).
 *
 * @param middle of levels that of no light, of noises their median
 * @param dark c: of levels a tenth of the usual one
 */
record AsinhScale(double middle, double dark) {
  private static final double DARK = 0.1;

  /** Returns the scale of a reference's levels; empty where there are none above black. */
  static Optional<AsinhScale> of(double[] levels, double black) {
    double usual = levels.length == 0 ? 0 : median(levels) - black;
    return usual > 0 ? Optional.of(new AsinhScale(black, DARK * usual)) : Optional.empty();
  }

  /**
   * Returns the scale of a reference's noises: linear about their median, logarithmic where they
   * lie further from it than half of them; empty where they do not differ.
   */
  static Optional<AsinhScale> aboutMedian(double[] noises) {
    if (noises.length == 0) {
      return Optional.empty();
    }
    double middle = median(noises);
    double usual = median(Arrays.stream(noises).map(noise -> Math.abs(noise - middle)).toArray());
    return usual > 0 ? Optional.of(new AsinhScale(middle, usual / 2)) : Optional.empty();
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Returns the place of a level. */
  double of(double level) {
    double x = (level - middle) / (2 * dark);
    return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
  }
}

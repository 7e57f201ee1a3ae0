package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The quantities that are measured on a raw image.
 *
 * <p>Levels are in stored digital numbers above black [DN], of all pixels of a colour, or of a
 * monochrome image. They are linear: under g times the gain and light and an offset of Δ, a level q
 * becomes g · q + Δ, and so does its mean over many images.
 */
public enum Quantity {
  /** The black level: that of optical black, or of the darkest samples of the image. */
  BLACK_LEVEL("DN", "level of no light", Range.NOT_NEGATIVE),
  /** The mean of the red pixels above black. */
  RED_MEAN("DN", "mean of red above black", Range.NOT_NEGATIVE),
  /** The mean of the green pixels above black. */
  GREEN_MEAN("DN", "mean of green above black", Range.NOT_NEGATIVE),
  /** The mean of the blue pixels above black. */
  BLUE_MEAN("DN", "mean of blue above black", Range.NOT_NEGATIVE),
  /** The level below which 5 % of the red pixels lie. */
  RED_05("DN", "5 % quantile of red above black", Range.NOT_NEGATIVE),
  /** The median of the red pixels. */
  RED_50("DN", "median of red above black", Range.NOT_NEGATIVE),
  /** The level below which 95 % of the red pixels lie. */
  RED_95("DN", "95 % quantile of red above black", Range.NOT_NEGATIVE),
  /** The level below which 5 % of the green pixels lie. */
  GREEN_05("DN", "5 % quantile of green above black", Range.NOT_NEGATIVE),
  /** The median of the green pixels. */
  GREEN_50("DN", "median of green above black", Range.NOT_NEGATIVE),
  /** The level below which 95 % of the green pixels lie. */
  GREEN_95("DN", "95 % quantile of green above black", Range.NOT_NEGATIVE),
  /** The level below which 5 % of the blue pixels lie. */
  BLUE_05("DN", "5 % quantile of blue above black", Range.NOT_NEGATIVE),
  /** The median of the blue pixels. */
  BLUE_50("DN", "median of blue above black", Range.NOT_NEGATIVE),
  /** The level below which 95 % of the blue pixels lie. */
  BLUE_95("DN", "95 % quantile of blue above black", Range.NOT_NEGATIVE),
  /** The mean of the pixels of a monochrome image above black. */
  LEVEL_MEAN("DN", "mean above black", Range.NOT_NEGATIVE),
  /** The level below which 5 % of the pixels of a monochrome image lie. */
  LEVEL_05("DN", "5 % quantile above black", Range.NOT_NEGATIVE),
  /** The median of the pixels of a monochrome image. */
  LEVEL_50("DN", "median above black", Range.NOT_NEGATIVE),
  /** The level below which 95 % of the pixels of a monochrome image lie. */
  LEVEL_95("DN", "95 % quantile above black", Range.NOT_NEGATIVE),
  /** K: the slope of the noise's variance over the signal. */
  GAIN("DN/e⁻", "slope of the noise’s variance over the signal", Range.ABOVE_ZERO),
  /** The root of the noise's variance without light, negative if the variance is. */
  READ_NOISE("DN", "noise without light, quantization included", Range.ABOVE_ZERO),
  /** The share of pixels at the level at which the sensor saturates. */
  SATURATED("share", "share of saturated pixels", Range.SHARE),
  /** The share of pixels at or below black. */
  UNDEREXPOSED("share", "share of pixels at or below black", Range.SHARE),
  /** The mean of red over that of green. */
  RED_TO_GREEN("ratio", "mean of red over that of green", Range.NOT_NEGATIVE),
  /** The mean of blue over that of green. */
  BLUE_TO_GREEN("ratio", "mean of blue over that of green", Range.NOT_NEGATIVE),
  /**
   * The difference between the green pixels in red rows and those in blue rows, relative to their
   * mean.
   */
  GREEN_IMBALANCE("share", "difference of the two greens over their mean", Range.ANY),
  /** The standard deviation of the blur of edges. */
  EDGE_WIDTH("px", "width of edges (one standard deviation)", Range.ABOVE_ZERO),
  /** The exponent of the power spectrum of the scene, noise subtracted. */
  SPECTRUM_SLOPE("1", "exponent of the power spectrum", Range.ANY),
  /** The fall-off of light from the centre to the corners, relative to the mean level. */
  FALL_OFF("share", "illumination lost from centre to corners, over the mean", Range.AT_MOST_ONE),
  /** The standard deviation of the offsets that rows share; negative if below chance. */
  ROW_BANDING("DN", "standard deviation that rows share", Range.ABOVE_ZERO),
  /** The standard deviation of the offsets that columns share; negative if below chance. */
  COLUMN_BANDING("DN", "standard deviation that columns share", Range.ABOVE_ZERO),
  /** The correlation of the noise of neighbouring pixels of a colour, in even patches. */
  NEIGHBOUR_CORRELATION("1", "correlation of neighbours’ noise", Range.CORRELATION),
  /** The share of codes between frequent ones that never occur. */
  MISSING_CODES("share", "share of codes that never occur between frequent ones", Range.SHARE);

  /** The levels of light: those above black, which only noise moves below 0. */
  public static final Set<Quantity> LEVELS =
      Collections.unmodifiableSet(EnumSet.range(RED_MEAN, LEVEL_95));

  private static final Set<Quantity> COLOURED =
      EnumSet.complementOf(EnumSet.range(LEVEL_MEAN, LEVEL_95));

  private static final Set<Quantity> MONOCHROME = EnumSet.allOf(Quantity.class);

  static {
    MONOCHROME.removeAll(EnumSet.range(RED_MEAN, BLUE_95));
    MONOCHROME.removeAll(EnumSet.range(RED_TO_GREEN, GREEN_IMBALANCE));
  }

  /** The values that are physically possible. */
  private enum Range {
    ANY(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    NOT_NEGATIVE(0, Double.POSITIVE_INFINITY),
    ABOVE_ZERO(0, Double.POSITIVE_INFINITY),
    SHARE(0, 1),
    AT_MOST_ONE(Double.NEGATIVE_INFINITY, 1),
    CORRELATION(-1, 1);

    private final double least;
    private final double most;

    Range(double least, double most) {
      this.least = least;
      this.most = most;
    }
  }

  private final String unit;
  private final String means;
  private final Range range;

  Quantity(String unit, String means, Range range) {
    this.unit = unit;
    this.means = means;
    this.range = range;
  }

  /** Returns the smallest value that is physically possible; −∞ where there is none. */
  public double least() {
    return range.least;
  }

  /** Returns the largest value that is physically possible; ∞ where there is none. */
  public double most() {
    return range.most;
  }

  /**
   * Returns whether an estimate of it tells it from 0. A camera has some gain, noise and blur: an
   * interval that reaches 0 states that the images are too few or too uniform to show how much.
   */
  public boolean isResolvedBy(Estimate estimate) {
    return range != Range.ABOVE_ZERO || estimate.low() > 0;
  }

  /** Returns the unit of its values. */
  public String unit() {
    return unit;
  }

  /** Returns a short description. */
  public String means() {
    return means;
  }

  /** Returns the quantities of a layout: a monochrome image has one channel and no ratios. */
  public static Set<Quantity> of(Cfa cfa) {
    return Collections.unmodifiableSet(cfa.hasFilters() ? COLOURED : MONOCHROME);
  }

  /** Returns the quantity of this name, if there is one. */
  public static Optional<Quantity> of(String word) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(word)).findFirst();
  }

  /** Returns its name: {@code black_level}, {@code red_mean} … */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.GainCurve;
import java.util.Arrays;
import java.util.Optional;

/** Patches of 8×8 pixels of each channel of one image, and statistics of their noise. */
public final class ImagePatches {
  /** More patches cost time, with a precision beyond the bias by texture. */
  private static final int MOST_PATCHES = 4096;

  /** The share of patches used for a correlation, those with the least power at low frequencies. */
  private static final double SMOOTHEST = 0.25;

  private static final int FEWEST_PATCHES = 16;
  private static final int CLASSES = 8;

  private final PatchStatistics patches;
  private final GainCurve response;

  private ImagePatches(PatchStatistics patches, GainCurve response) {
    this.patches = patches;
    this.response = response;
  }

  /**
   * Collects the patches of an image that are not clipped; of a large image a subset, evenly
   * spread.
   *
   * @param black the level of no light [DN]
   * @param white the level from which on samples are clipped [DN]
   * @param nonUniformity the sensor's PRNU, if known, relative; its part of the noise, (PRNU ·
   *     signal)², is subtracted
   * @param response the gain over the signal, in stored samples
   */
  public static ImagePatches of(
      RawImage image, SiteValues black, double white, double nonUniformity, GainCurve response) {
    return new ImagePatches(
        PatchStatistics.ofAllChannels(image, black, white, nonUniformity, response, MOST_PATCHES),
        response);
  }

  /** Returns the image's noise-level function; empty if too few patches are smooth. */
  public Optional<ImageNoise> noise() {
    return ImageNoise.of(patches, response);
  }

  /**
   * Returns the correlation of the noise of neighbours of one colour: the slope of its power over
   * cos(πu/8) + cos(πv/8), u + v ≥ 9, over twice its value at 0.
   *
   * <p>Of {@value #CLASSES} classes of brightness each contributes the quarter of its patches with
   * the least power at the frequencies below, 5 ≤ u + v ≤ 8. This selection does not bias white
   * noise, but texture at the highest frequencies: a scene that is nowhere smooth has a correlation
   * above 0. The interval comes from the scatter between patches. Empty if there are fewer than 64
   * patches.
   */
  public Optional<Estimate> correlation() {
    int count = patches.count();
    if (SMOOTHEST * count < FEWEST_PATCHES) {
      return Optional.empty();
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(patches.signal()[a], patches.signal()[b]));
    double[] tilts = new double[count];
    double[] powers = new double[count];
    int kept = 0;
    for (int each = 0; each < CLASSES; each++) {
      Integer[] members =
          Arrays.copyOfRange(order, each * count / CLASSES, (each + 1) * count / CLASSES);
      Arrays.sort(members, (a, b) -> Double.compare(patches.low()[a], patches.low()[b]));
      int first = kept;
      double power = 0;
      for (int i = 0; i < Math.ceil(SMOOTHEST * members.length); i++) {
        // The high frequencies are on the slope too, on average at this cosine.
        tilts[kept] = patches.tilt()[members[i]];
        powers[kept] = patches.high()[members[i]] - patches.bands().meanOfHigh() * tilts[kept];
        power += powers[kept++];
      }
      for (int i = first; i < kept; i++) {
        tilts[i] /= Math.max(1e-3, power);
        powers[i] /= Math.max(1e-3, power);
      }
    }
    return ratio(Arrays.copyOf(tilts, kept), Arrays.copyOf(powers, kept));
  }

  private static Optional<Estimate> ratio(double[] tilts, double[] powers) {
    double power = Arrays.stream(powers).sum();
    double value = Arrays.stream(tilts).sum() / (2 * power);
    double squares = 0;
    for (int i = 0; i < tilts.length; i++) {
      double rest = tilts[i] / 2 - value * powers[i];
      squares += rest * rest;
    }
    double half = 1.96 * Math.sqrt(squares) / power;
    return power > 0
        ? Optional.of(new Estimate(value, value - half, value + half))
        : Optional.empty();
  }
}

package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ImageNoise;
import java.util.Arrays;
import java.util.Optional;

/**
 * The darkest level of an image: the 1 % quantile of the patches of 8×8 pixels of a channel,
 * corrected for the noise of such a patch (2.33 times its standard error, an eighth of the noise
 * there).
 *
 * <p>If no part of the scene is dark, this is above the black level: an upper bound.
 */
final class BlackLevelBound {
  private static final double SHARE = 0.01;

  /** The quantile of the normal distribution at 1 %. */
  private static final double NORMAL = 2.33;

  private BlackLevelBound() {}

  /** Returns the level [DN]; its interval is that of the quantile's rank, a binomial number. */
  static Estimate of(
      RawImage image, PatchMeans patches, SiteValues black, Optional<ImageNoise> noise) {
    double[] levels = new double[4 * patches.count()];
    for (int place = 0; place < 4; place++) {
      double own = black.at(image.cfa().siteAt(place / 2, place % 2)) - black.mean();
      for (int patch = 0; patch < patches.count(); patch++) {
        levels[place * patches.count() + patch] = patches.means()[place][patch] - own;
      }
    }
    Arrays.sort(levels);
    double rank = SHARE * levels.length;
    double reach = ConfidenceIntervals.NORMAL * Math.sqrt(rank);
    double value = ConfidenceIntervals.ranked(levels, rank);
    double raise =
        NORMAL
            / PatchMeans.SIDE
            * Math.sqrt(noise.map(line -> line.variance(value - black.mean())).orElse(0.0));
    return new Estimate(
        value + raise,
        ConfidenceIntervals.ranked(levels, rank - reach) + raise,
        ConfidenceIntervals.ranked(levels, rank + reach) + raise);
  }
}

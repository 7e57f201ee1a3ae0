package dev.rawline.imaging.inspection;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks that the two greens are on the diagonal of the quad that the stated layout has them on.
 *
 * <p>The two greens of a quad see the same colour; the other two pixels, red and blue, do not. Over
 * patches of 8×8 quads the relative difference of the pair that the layout calls green is compared
 * with that of the other pair: the layout is wrong where the former is larger in 3 of 4 patches,
 * its median above 5 %, which the greens of normal sensors do not reach, and three times that of
 * the latter. Pixels alone do not distinguish red from blue: RGGB and BGGR give the same result,
 * and so do GRBG and GBRG. For a monochrome sensor both pairs are equal.
 */
final class CfaLayoutCheck {
  private static final double MOST_PATCHES = 0.75;
  private static final double LEAST_DIFFERENCE = 0.05;
  private static final double LEAST_RATIO = 3;
  private static final int FEWEST_PATCHES = 16;

  /** Patches below this share of the range are dark: their differences are noise. */
  private static final double LEAST_LEVEL = 0.01;

  private CfaLayoutCheck() {}

  static Optional<Anomaly> of(RawImage image, Inspector inspector, PatchMeans patches) {
    SiteValues black = inspector.black();
    double least = LEAST_LEVEL * (inspector.white() - black.mean());
    boolean greenAtStart = image.cfa().siteAt(0, 0).index() % 3 != 0;
    double[] stated = new double[patches.count()];
    double[] other = new double[patches.count()];
    int count = 0;
    int larger = 0;
    for (int patch = 0; patch < patches.count(); patch++) {
      double[] levels = new double[4];
      for (int place = 0; place < 4; place++) {
        levels[place] =
            patches.means()[place][patch] - black.at(image.cfa().siteAt(place / 2, place % 2));
      }
      double main = difference(levels[0], levels[3], least);
      double counter = difference(levels[1], levels[2], least);
      if (Double.isFinite(main) && Double.isFinite(counter)) {
        stated[count] = greenAtStart ? main : counter;
        other[count] = greenAtStart ? counter : main;
        larger += stated[count] > other[count] ? 1 : 0;
        count++;
      }
    }
    if (count < FEWEST_PATCHES) {
      return Optional.empty();
    }
    double ofStated = median(Arrays.copyOf(stated, count));
    double ofOther = median(Arrays.copyOf(other, count));
    if (larger > MOST_PATCHES * count
        && ofStated > LEAST_DIFFERENCE
        && ofStated > LEAST_RATIO * ofOther) {
      return Optional.of(
          Anomaly.of(
              Anomaly.Kind.WRONG_CFA,
              "the layout %s calls pixels green that differ by %.0f %%, and red and blue such"
                  + " that differ by %.1f %%: expected equal greens; %s fits",
              image.cfa(),
              100 * ofStated,
              100 * ofOther,
              greenAtStart ? "RGGB or BGGR" : "GRBG or GBRG"));
    }
    return Optional.empty();
  }

  /** Returns the relative difference of two levels; NaN near black. */
  private static double difference(double one, double other, double least) {
    double mean = (one + other) / 2;
    return mean > least ? Math.abs(one - other) / mean : Double.NaN;
  }

  private static double median(double[] numbers) {
    Arrays.sort(numbers);
    return numbers[numbers.length / 2];
  }
}

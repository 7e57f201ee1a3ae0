package dev.rawline.lab.generate;

import dev.rawline.lab.statistic.StandardNormal;
import java.util.Arrays;
import java.util.List;

/**
 * How close images are to one image of the training in particular: the distance to the nearest over
 * that to the second-nearest, in features.
 *
 * <p>An image like any other of its class is about as far from several; a copy is much nearer to
 * its original than to all others. In pixels, blurred images would look like copies.
 *
 * @param ratios one an image, 0 to 1
 * @param nearest the place of the nearest image of the training, one an image
 * @param version which of its versions is the nearest, one an image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CopyRatios(double[] ratios, int[] nearest, int[] version) {

  private static final int TWENTY = 20;

  /**
   * Compares images with those of a training.
   *
   * @param features images × features
   * @param training the features of every symmetric version of each image of the training
   */
  static CopyRatios of(double[][] features, List<double[][]> training) {
    if (training.size() < 2) {
      throw new IllegalArgumentException(
          "there are %d images of the training: expected at least 2".formatted(training.size()));
    }
    double[] ratios = new double[features.length];
    int[] nearest = new int[features.length];
    int[] version = new int[features.length];
    for (int i = 0; i < features.length; i++) {
      double first = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int j = 0; j < training.size(); j++) {
        double distance = Double.POSITIVE_INFINITY;
        int closest = 0;
        for (int k = 0; k < training.get(j).length; k++) {
          double one = FeatureSets.squaredDistance(features[i], training.get(j)[k]);
          if (one < distance) {
            distance = one;
            closest = k;
          }
        }
        if (distance < first) {
          second = first;
          first = distance;
          nearest[i] = j;
          version[i] = closest;
        } else if (distance < second) {
          second = distance;
        }
      }
      ratios[i] = second == 0 ? 1 : Math.sqrt(first / second);
    }
    return new CopyRatios(ratios, nearest, version);
  }

  /**
   * Returns the probability that ratios this small, compared with those of images that cannot be
   * copies, arise by chance: the one-sided test of Mann and Whitney (1947), by its normal
   * approximation with ties.
   *
   * @param others the ratios of images that were not learned from
   */
  double smallerThan(CopyRatios others) {
    int n = ratios.length;
    int m = others.ratios.length;
    double below = 0;
    for (double one : ratios) {
      for (double other : others.ratios) {
        below += one < other ? 1 : one == other ? 0.5 : 0;
      }
    }
    double[] all = new double[n + m];
    System.arraycopy(ratios, 0, all, 0, n);
    System.arraycopy(others.ratios, 0, all, n, m);
    Arrays.sort(all);
    double ties = 0;
    for (int from = 0; from < all.length; ) {
      int to = from;
      while (to < all.length && all[to] == all[from]) {
        to++;
      }
      double count = to - from;
      ties += count * count * count - count;
      from = to;
    }
    double total = n + m;
    double variance = n * (double) m / 12 * (total + 1 - ties / (total * (total - 1)));
    if (variance == 0) {
      return 1;
    }
    double z = (below - n * (double) m / 2 - 0.5) / Math.sqrt(variance);
    return StandardNormal.above(z);
  }

  /**
   * Returns the share of ratios below the lowest twentieth of others': 0.05 where both are alike.
   *
   * @param others the ratios of images that were not learned from
   */
  double shareBelow(CopyRatios others) {
    double[] sorted = others.ratios.clone();
    Arrays.sort(sorted);
    double twentieth = sorted[sorted.length / TWENTY];
    return Arrays.stream(ratios).filter(one -> one < twentieth).count() / (double) ratios.length;
  }
}

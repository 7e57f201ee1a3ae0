package dev.rawline.lab.generate;

import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.lab.statistic.StandardNormal;
import dev.rawline.lab.statistic.Vectors;
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
          double one = Vectors.squaredDistance(features[i], training.get(j)[k]);
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
   * Returns the one-sided p-value of ratios this small, compared with those of images that cannot
   * be copies: twice the smaller one of two tests, of which the first finds that all are a little
   * closer, and the second that a few are copies.
   *
   * @param others the ratios of images that were not learned from
   */
  double pValue(CopyRatios others) {
    return Math.min(1, 2 * Math.min(smallerThan(others), exceedance(others)));
  }

  /** The test of Mann and Whitney (1947), by its normal approximation with ties. */
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
   * Returns the share of ratios below the lowest twentieth of others': about 0.05 where both are
   * alike.
   *
   * @param others the ratios of images that were not learned from
   */
  double shareBelow(CopyRatios others) {
    return below(others) / (double) ratios.length;
  }

  private int below(CopyRatios others) {
    double[] sorted = others.ratios.clone();
    Arrays.sort(sorted);
    double twentieth = sorted[sorted.length / TWENTY];
    return Math.toIntExact(Arrays.stream(ratios).filter(one -> one < twentieth).count());
  }

  /**
   * Returns the probability that so many ratios or more are below the r-th smallest of others', r
   * that of their lowest twentieth: where both are alike, at most r − 1 of the others are among the
   * smallest k + r − 1 of all (exceedance test of Gumbel and von Schelling 1950).
   */
  double exceedance(CopyRatios others) {
    SampledShare usual = new SampledShare(others.ratios.length / TWENTY, others.ratios.length);
    return new SampledShare(below(others), ratios.length).chance(usual);
  }
}

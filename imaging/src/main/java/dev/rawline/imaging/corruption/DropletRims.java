package dev.rawline.imaging.corruption;

import java.util.Arrays;

/**
 * The highlights along the rims of water drops: the OpenCV steps of the published corruption.
 *
 * <p>Edges by {@link CannyEdges}; the distance from them, at most 20 px; the mean of 3×3; histogram
 * equalization; a relief lit from the top left; the mean of 3×3. All steps use integer levels of 0
 * to 255 and mirrored borders.
 */
final class DropletRims {
  private static final int LEVELS = 256;

  /** Distances are limited to this value [px]. */
  private static final double FARTHEST = 20;

  /** Steps of the distance to the next pixel, the next but diagonally, and a knight's move [px]. */
  private static final double STRAIGHT = 1;

  private static final double DIAGONAL = 1.4;
  private static final double KNIGHT = 2.1969;

  private static final int[] RELIEF = {-2, -1, 0, -1, 1, 1, 0, 1, 2};
  private static final int[] MEAN = {1, 1, 1, 1, 1, 1, 1, 1, 1};

  private DropletRims() {}

  /**
   * Returns the highlight of every pixel, 0 to 255.
   *
   * @param levels the amount of water per pixel, integers from 0 to 255
   * @param scale the scale from published lengths to pixels [px/px]
   */
  static double[] shine(DoubleImage levels, double scale) {
    boolean[] edges = CannyEdges.of(levels);
    double[] distances = distances(edges, levels.width, levels.height);
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.min(distances[i] / scale, FARTHEST);
    }
    DoubleImage shine = new DoubleImage(1, levels.height, levels.width, distances);
    shine = sums(shine, MEAN).map(sum -> Math.floor(sum / MEAN.length));
    shine = sums(spread(shine), RELIEF).map(sum -> Math.clamp(sum, 0, LEVELS - 1));
    return sums(shine, MEAN).map(sum -> Math.floor(sum / MEAN.length + 0.5)).samples;
  }

  /**
   * Returns the distance of every pixel from the nearest edge, in steps to one of 16 neighbours
   * (Borgefors 1986); where there is no edge, a large number.
   */
  private static double[] distances(boolean[] edges, int width, int height) {
    double[] distances = new double[edges.length];
    Arrays.setAll(distances, i -> edges[i] ? 0 : FARTHEST * edges.length);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        shorten(distances, width, height, row, column, 1);
      }
    }
    for (int row = height - 1; row >= 0; row--) {
      for (int column = width - 1; column >= 0; column--) {
        shorten(distances, width, height, row, column, -1);
      }
    }
    return distances;
  }

  /** Updates from the eight neighbours that precede in the order of the pass. */
  private static void shorten(
      double[] distances, int width, int height, int row, int column, int pass) {
    double least = distances[row * width + column];
    for (int up = 0; up <= 2; up++) {
      for (int left = -2; left <= 2; left++) {
        double step = step(up, left);
        int atRow = row - pass * up;
        int atColumn = column - pass * left;
        if (step > 0 && atRow >= 0 && atRow < height && atColumn >= 0 && atColumn < width) {
          least = Math.min(least, distances[atRow * width + atColumn] + step);
        }
      }
    }
    distances[row * width + column] = least;
  }

  /** Returns the length of a step, or 0 where there is none. */
  private static double step(int up, int left) {
    int across = Math.abs(left);
    if (up == 0) {
      return left == 1 ? STRAIGHT : 0;
    }
    if (up == 1) {
      return across == 0 ? STRAIGHT : across == 1 ? DIAGONAL : KNIGHT;
    }
    return across == 1 ? KNIGHT : 0;
  }

  /** Equalizes the histogram: each level becomes the share of pixels at or below it. */
  private static DoubleImage spread(DoubleImage levels) {
    int[] counts = new int[LEVELS];
    for (double level : levels.samples) {
      counts[(int) level]++;
    }
    int first = 0;
    while (counts[first] == 0) {
      first++;
    }
    int others = levels.samples.length - counts[first];
    if (others == 0) {
      return levels;
    }
    double[] spread = new double[LEVELS];
    int sum = 0;
    for (int level = first + 1; level < LEVELS; level++) {
      sum += counts[level];
      spread[level] = Math.floor((LEVELS - 1.0) * sum / others + 0.5);
    }
    return levels.map(level -> spread[(int) level]);
  }

  /** Returns weighted sums of 3×3 neighbours. */
  private static DoubleImage sums(DoubleImage in, int[] weights) {
    DoubleImage out = in.blank();
    for (int row = 0; row < in.height; row++) {
      for (int column = 0; column < in.width; column++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          int atRow = BorderMode.MIRROR.index(row + k / 3 - 1, in.height);
          int atColumn = BorderMode.MIRROR.index(column + k % 3 - 1, in.width);
          sum += weights[k] * in.samples[in.row(0, atRow) + atColumn];
        }
        out.samples[in.row(0, row) + column] = sum;
      }
    }
    return out;
  }
}

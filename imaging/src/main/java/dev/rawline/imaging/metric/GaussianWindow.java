package dev.rawline.imaging.metric;

import java.util.Arrays;

/**
 * The Gaussian window of {@link Ssim}: a weighted sum around each pixel, with zeros beyond the
 * edge.
 *
 * <p>out(y, x) = Σ_(i, j) w(i, j) in(y + i, x + j), |i|, |j| ≤ radius, w symmetric in i and in j.
 *
 * <p>Sums run over whole rows in separate arrays, because the compiler vectorises a loop only if it
 * indexes every array in the same way. A neighbour in the row is therefore a shifted copy.
 */
final class GaussianWindow {
  private final int width;
  private final int height;
  private final int radius;

  /**
   * The weights along a column by distance i: one set for all columns where w(i, j) = g(i) · g(j),
   * otherwise one for each distance j.
   */
  private final double[][] alongColumn;

  /** The weights along a row by distance j. */
  private final double[] alongRow;

  /** The rows around the summed row, row y at index y mod (2 radius + 1). */
  private final double[][] rows;

  private final double[] outside;
  private final double[] column;

  /** The sums along columns, between zeros. */
  private final double[] padded;

  private final double[] left;
  private final double[] right;
  private final double[] target;

  private GaussianWindow(int width, int height, double[][] alongColumn, double[] alongRow) {
    this.width = width;
    this.height = height;
    this.radius = alongRow.length - 1;
    this.alongColumn = alongColumn;
    this.alongRow = alongRow;
    this.rows = new double[2 * radius + 1][width];
    this.outside = new double[width];
    this.column = new double[width];
    this.padded = new double[width + 2 * radius];
    this.left = new double[width];
    this.right = new double[width];
    this.target = new double[width];
  }

  /** Prepares the window for planes of one size. */
  static GaussianWindow of(Ssim ssim, int width, int height) {
    return switch (ssim.weights()) {
      case EXACT -> {
        double[] weights = separable(ssim);
        yield new GaussianWindow(width, height, new double[][] {weights}, weights);
      }
      case ROUNDED -> rounded(width, height, gaussian(ssim));
    };
  }

  /** Returns the exact weights along a row or a column by distance, from 0 on. */
  static double[] separable(Ssim ssim) {
    double[] gaussian = gaussian(ssim);
    double total = total(gaussian);
    return Arrays.stream(gaussian).map(weight -> weight / total).toArray();
  }

  private static double[] gaussian(Ssim ssim) {
    double[] gaussian = new double[ssim.window() / 2 + 1];
    for (int i = 0; i < gaussian.length; i++) {
      gaussian[i] = Math.exp(-i * i / (2 * ssim.sigma() * ssim.sigma()));
    }
    return gaussian;
  }

  private static GaussianWindow rounded(int width, int height, double[] gaussian) {
    double[] single = Arrays.stream(gaussian).map(weight -> (float) weight).toArray();
    double total = (float) total(single);
    double[] weights = Arrays.stream(single).map(weight -> (float) (weight / total)).toArray();
    double[][] products = new double[weights.length][weights.length];
    for (int j = 0; j < weights.length; j++) {
      for (int i = 0; i < weights.length; i++) {
        products[j][i] = (float) (weights[i] * weights[j]);
      }
    }
    double[] alongRow = new double[weights.length];
    Arrays.fill(alongRow, 1);
    return new GaussianWindow(width, height, products, alongRow);
  }

  /** Returns the sum over both sides of weights given for the distances 0 to radius. */
  private static double total(double[] weights) {
    return 2 * Arrays.stream(weights).sum() - weights[0];
  }

  /** Writes the weighted sums of one plane to another. */
  void blur(double[] plane, double[] sums) {
    for (int row = 0; row < Math.min(radius, height); row++) {
      enter(plane, row);
    }
    for (int row = 0; row < height; row++) {
      if (row + radius < height) {
        enter(plane, row + radius);
      }
      sumColumns(row, alongColumn[0]);
      scale(alongRow[0], column, target);
      for (int j = 1; j <= radius; j++) {
        if (alongColumn.length > 1) {
          sumColumns(row, alongColumn[j]);
        }
        System.arraycopy(padded, radius - j, left, 0, width);
        System.arraycopy(padded, radius + j, right, 0, width);
        add(alongRow[j], left, right, target);
      }
      System.arraycopy(target, 0, sums, row * width, width);
    }
  }

  private void enter(double[] plane, int row) {
    System.arraycopy(plane, row * width, rows[row % rows.length], 0, width);
  }

  private void sumColumns(int row, double[] weights) {
    scale(weights[0], row(row), column);
    for (int i = 1; i <= radius; i++) {
      add(weights[i], row(row - i), row(row + i), column);
    }
    System.arraycopy(column, 0, padded, radius, width);
  }

  private double[] row(int row) {
    return row < 0 || row >= height ? outside : rows[row % rows.length];
  }

  private static void scale(double weight, double[] row, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = weight * row[i];
    }
  }

  private static void add(double weight, double[] one, double[] other, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * (one[i] + other[i]);
    }
  }
}

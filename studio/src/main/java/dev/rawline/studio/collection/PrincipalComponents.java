package dev.rawline.studio.collection;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.statistic.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The directions in which vectors vary most: eigenvectors of their covariance C = Σ (x − m)(x − m)ᵀ
 * / (n − 1), found by subspace iteration; of each, the largest part is positive.
 *
 * @param mean m
 * @param directions unit vectors, that of the largest variance first
 * @param variances the variance along each
 * @param total the variance of all
 */
record PrincipalComponents(
    List<Double> mean, List<double[]> directions, List<Double> variances, double total) {
  private static final int MORE = 8;
  private static final int MOST_STEPS = 1000;
  private static final double SMALL = 1e-10;
  private static final double DEPENDENT = 1e-12;

  /** Copies the lists. */
  PrincipalComponents {
    mean = List.copyOf(mean);
    directions = List.copyOf(directions);
    variances = List.copyOf(variances);
  }

  /**
   * Finds the directions of the largest variances.
   *
   * @param vectors at least two, all of one length
   * @param most how many directions; fewer where there are fewer in which vectors vary
   */
  static PrincipalComponents of(FeatureMatrix vectors, int most) {
    int size = vectors.width();
    double[] mean = vectors.mean();
    CovarianceMatrix covariance = vectors.covariance(mean);
    int count = Math.min(most, Math.min(size, vectors.rows() - 1));
    double[][] block = start(Math.min(size, count + MORE), size);
    double[] before = new double[block.length];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] next = Arrays.stream(block).map(covariance::times).toArray(double[][]::new);
      double[] values = ritz(block, next);
      double change = 0;
      for (int i = 0; i < count; i++) {
        change = Math.max(change, Math.abs(values[i] - before[i]));
      }
      before = values;
      if (change <= SMALL * values[0]) {
        break;
      }
      block = next;
      orthonormalize(block);
    }
    // The last step has turned the block to the directions themselves.
    double[] variances = before;
    double[][] directions = block;
    double least = SMALL * Math.max(variances[0], Double.MIN_NORMAL);
    int varying = (int) Arrays.stream(variances, 0, count).filter(v -> v > least).count();
    for (int i = 0; i < varying; i++) {
      turn(directions[i]);
    }
    return new PrincipalComponents(
        Arrays.stream(mean).boxed().toList(),
        Arrays.stream(directions, 0, varying).toList(),
        Arrays.stream(variances, 0, varying).boxed().toList(),
        covariance.trace());
  }

  /** Returns the places of a vector along the directions. */
  double[] of(double[] vector) {
    double[] centred = new double[vector.length];
    Arrays.setAll(centred, i -> vector[i] - mean.get(i));
    return directions.stream().mapToDouble(own -> Vectors.dot(own, centred)).toArray();
  }

  private static double[][] start(int count, int size) {
    RandomStream random = new Seed(1, "principal components").stream("start", 0);
    double[][] block = new double[count][size];
    for (double[] vector : block) {
      Arrays.setAll(vector, _ -> random.nextUniform() - 0.5);
    }
    orthonormalize(block);
    return block;
  }

  /**
   * Makes vectors orthonormal, each against those before it, twice for the sake of rounding; one
   * that those before it span becomes 0.
   */
  private static void orthonormalize(double[][] block) {
    for (int i = 0; i < block.length; i++) {
      double[] own = block[i];
      double least = DEPENDENT * Math.sqrt(Vectors.dot(own, own));
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          add(own, -Vectors.dot(own, block[j]), block[j]);
        }
      }
      double norm = Math.sqrt(Vectors.dot(own, own));
      double scale = norm > least ? 1 / norm : 0;
      Arrays.setAll(own, k -> own[k] * scale);
    }
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * what[k];
    }
  }

  /**
   * Turns a block B, and C·B, so that Bᵀ·C·B is diagonal (Rayleigh and Ritz), by rotations of
   * Jacobi.
   *
   * @return the diagonal, the largest number first
   */
  private static double[] ritz(double[][] block, double[][] product) {
    int count = block.length;
    double[][] small = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        small[i][j] = (Vectors.dot(block[i], product[j]) + Vectors.dot(block[j], product[i])) / 2;
      }
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < count; p++) {
        for (int q = p + 1; q < count; q++) {
          if (Math.abs(small[p][q]) > 1e-300) {
            double angle = Math.atan2(2 * small[p][q], small[q][q] - small[p][p]) / 2;
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            rotate(small, p, q, c, s);
            for (double[] row : small) {
              double first = row[p];
              row[p] = c * first - s * row[q];
              row[q] = s * first + c * row[q];
            }
            rotate(block, p, q, c, s);
            rotate(product, p, q, c, s);
          }
        }
      }
    }
    Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> -small[i][i]));
    double[][] blockCopy = block.clone();
    double[][] productCopy = product.clone();
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      block[i] = blockCopy[order[i]];
      product[i] = productCopy[order[i]];
      values[i] = small[order[i]][order[i]];
    }
    return values;
  }

  private static void rotate(double[][] rows, int p, int q, double c, double s) {
    for (int k = 0; k < rows[p].length; k++) {
      double first = rows[p][k];
      rows[p][k] = c * first - s * rows[q][k];
      rows[q][k] = s * first + c * rows[q][k];
    }
  }

  private static void turn(double[] vector) {
    double largest = 0;
    for (double number : vector) {
      largest = Math.abs(number) > Math.abs(largest) ? number : largest;
    }
    if (largest < 0) {
      Arrays.setAll(vector, k -> -vector[k]);
    }
  }
}

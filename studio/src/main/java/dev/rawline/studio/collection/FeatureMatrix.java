package dev.rawline.studio.collection;

import dev.rawline.lab.statistic.CovarianceMatrix;

/**
 * One vector of features for every sample.
 *
 * @param rows how many there are
 * @param width how many features
 * @param numbers row after row
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the memory allows, never compared
record FeatureMatrix(int rows, int width, float[] numbers) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there are fewer than two rows, or other numbers
   */
  FeatureMatrix {
    if (rows < 2 || width < 1 || numbers.length < rows * width) {
      throw new IllegalArgumentException(
          "there are features of %d samples: expected at least 2".formatted(rows));
    }
  }

  /** Returns a row. */
  double[] row(int row) {
    double[] own = new double[width];
    for (int i = 0; i < width; i++) {
      own[i] = numbers[row * width + i];
    }
    return own;
  }

  /** Returns the mean of the rows. */
  double[] mean() {
    double[] mean = new double[width];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        mean[i] += numbers[row * width + i];
      }
    }
    for (int i = 0; i < width; i++) {
      mean[i] /= rows;
    }
    return mean;
  }

  /** Returns the covariance of the rows about their mean. */
  CovarianceMatrix covariance(double[] mean) {
    CovarianceMatrix covariance = CovarianceMatrix.zero(width);
    for (int row = 0; row < rows; row++) {
      double[] away = row(row);
      for (int i = 0; i < width; i++) {
        away[i] -= mean[i];
      }
      covariance.add(away, 1.0 / (rows - 1));
    }
    return covariance;
  }
}

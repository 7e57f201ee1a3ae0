package dev.rawline.studio.collection;

import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.statistic.CovarianceMatrix.PrincipalAxis;
import dev.rawline.lab.statistic.Vectors;
import java.util.Arrays;
import java.util.List;

/**
 * The directions in which vectors vary most.
 *
 * @param mean the mean of the vectors
 * @param axes the directions, that of the largest variance first
 * @param total the variance along all directions
 */
record PrincipalComponents(List<Double> mean, List<PrincipalAxis> axes, double total) {

  /** Copies the lists. */
  PrincipalComponents {
    mean = List.copyOf(mean);
    axes = List.copyOf(axes);
  }

  /**
   * Finds the directions of the largest variances.
   *
   * @param most how many; fewer where there are fewer in which vectors vary
   */
  static PrincipalComponents of(FeatureMatrix vectors, int most) {
    double[] mean = vectors.mean();
    CovarianceMatrix covariance = vectors.covariance(mean);
    return new PrincipalComponents(
        Arrays.stream(mean).boxed().toList(), covariance.principalAxes(most), covariance.trace());
  }

  /** Returns the places of a vector along the directions. */
  double[] of(double[] vector) {
    double[] centred = new double[vector.length];
    Arrays.setAll(centred, i -> vector[i] - mean.get(i));
    return axes.stream().mapToDouble(axis -> Vectors.dot(axis.direction(), centred)).toArray();
  }
}

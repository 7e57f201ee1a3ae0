package dev.rawline.lab.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** How numbers vary together: a symmetric matrix, row by row. */
public final class CovarianceMatrix {
  private static final double NEGLIGIBLE = 1e-10;

  private final int size;
  private final double[] numbers;

  private CovarianceMatrix(int size, double[] numbers) {
    this.size = size;
    this.numbers = numbers;
  }

  /** Returns a covariance in which nothing varies. */
  public static CovarianceMatrix zero(int size) {
    return new CovarianceMatrix(size, new double[size * size]);
  }

  /**
   * Returns the covariance of what was drawn, about its mean m: Σ (x − m)(x − m)ᵀ / (n − 1).
   *
   * @param drawn at least two times the numbers
   */
  public static CovarianceMatrix ofDrawn(List<List<Double>> drawn) {
    int size = drawn.getFirst().size();
    double[] mean = new double[size];
    for (List<Double> each : drawn) {
      for (int i = 0; i < size; i++) {
        mean[i] += each.get(i) / drawn.size();
      }
    }
    CovarianceMatrix made = zero(size);
    double[] away = new double[size];
    for (List<Double> each : drawn) {
      for (int i = 0; i < size; i++) {
        away[i] = each.get(i) - mean[i];
      }
      made.add(away, 1.0 / (drawn.size() - 1));
    }
    return made;
  }

  /** Adds factor · v vᵀ. */
  public void add(double[] v, double factor) {
    for (int i = 0; i < size; i++) {
      double scaled = factor * v[i];
      for (int j = 0; j < size; j++) {
        numbers[i * size + j] += scaled * v[j];
      }
    }
  }

  /** Returns how two numbers vary together; of one and itself, its variance. */
  public double at(int i, int j) {
    return numbers[i * size + j];
  }

  /** Returns the variance of number i less number j. */
  public double ofDifference(int i, int j) {
    return Math.max(0, at(i, i) + at(j, j) - 2 * at(i, j));
  }

  /** Returns the variance of the sum w · z of the numbers, wᵀ C w. */
  public double along(List<Double> w) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sum += w.get(i) * at(i, j) * w.get(j);
      }
    }
    return Math.max(0, sum);
  }

  /**
   * A direction in which numbers vary independently of the others: C · direction = variance ·
   * direction.
   *
   * @param direction of length 1; its largest part is positive
   * @param variance the variance along it
   */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  public record PrincipalAxis(double[] direction, double variance) {}

  /**
   * Returns the directions in which numbers vary most, the largest variance first; those along
   * which it is below 1e-10 of the largest are left out.
   *
   * @param most how many
   * @throws IllegalArgumentException if a number is infinite or none
   */
  public List<PrincipalAxis> principalAxes(int most) {
    if (!Double.isFinite(norm())) {
      throw new IllegalArgumentException("what varies is no finite number everywhere");
    }
    RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix.setEntry(i, j, at(Math.max(i, j), Math.min(i, j))); // rounding differs beside it
      }
    }
    EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(matrix);
    double least = NEGLIGIBLE * Math.max(parts.getEigenvalue(0), Double.MIN_NORMAL);
    return IntStream.range(0, Math.min(most, size))
        .filter(i -> parts.getEigenvalue(i) > least)
        .mapToObj(
            i ->
                new PrincipalAxis(
                    turned(parts.getEigenvector(i).toArray()), parts.getEigenvalue(i)))
        .toList();
  }

  private static double[] turned(double[] direction) {
    double largest = 0;
    for (double part : direction) {
      largest = Math.abs(part) > Math.abs(largest) ? part : largest;
    }
    double sign = Math.signum(largest);
    Arrays.setAll(direction, i -> sign * direction[i]);
    return direction;
  }

  /** Returns factor · this + other. */
  public CovarianceMatrix times(double factor, CovarianceMatrix other) {
    double[] sum = other.numbers.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * numbers[i];
    }
    return new CovarianceMatrix(size, sum);
  }

  /** Returns the square root of the sum of all squares, ‖C‖ of Frobenius. */
  public double norm() {
    double sum = 0;
    for (double number : numbers) {
      sum += number * number;
    }
    return Math.sqrt(sum);
  }

  /** Returns how far another is from this one, ‖other − C‖. */
  public double distance(CovarianceMatrix other) {
    return times(-1, other).norm();
  }

  /** Returns the sum of the variances. */
  public double trace() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += at(i, i);
    }
    return sum;
  }

  /** Returns the rows. */
  public List<List<Double>> rows() {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        row.add(at(i, j));
      }
      rows.add(row);
    }
    return rows;
  }
}

package dev.rawline.imaging.frame;

import java.util.Arrays;
import java.util.List;

/**
 * A 3×3 matrix that acts on a column (red, green, blue).
 *
 * @param rows three rows of three finite numbers
 */
public record Matrix3(List<List<Double>> rows) {

  /** The matrix that changes nothing. */
  public static final Matrix3 IDENTITY = of(1, 0, 0, 0, 1, 0, 0, 0, 1);

  /**
   * Copies and checks the rows.
   *
   * @throws IllegalArgumentException if they are not 3×3 finite numbers
   */
  public Matrix3 {
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.size() != 3 || rows.stream().anyMatch(row -> row.size() != 3)) {
      throw new IllegalArgumentException(
          "a colour matrix has 3 rows of 3 numbers, got rows of "
              + rows.stream().map(List::size).toList());
    }
    if (rows.stream().flatMap(List::stream).anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("a colour matrix holds finite numbers, got " + rows);
    }
  }

  /**
   * Returns the matrix of nine numbers, row by row.
   *
   * @throws IllegalArgumentException if there are not nine finite numbers
   */
  public static Matrix3 of(double... rowByRow) {
    if (rowByRow.length != 9) {
      throw new IllegalArgumentException(
          "a colour matrix has 9 numbers, got "
              + rowByRow.length
              + ": "
              + Arrays.toString(rowByRow));
    }
    List<Double> all = Arrays.stream(rowByRow).boxed().toList();
    return new Matrix3(List.of(all.subList(0, 3), all.subList(3, 6), all.subList(6, 9)));
  }

  /** Returns the number in row {@code row} and column {@code column}, each 0, 1 or 2. */
  public double at(int row, int column) {
    return rows.get(row).get(column);
  }

  /** Returns the product this · right. */
  public Matrix3 times(Matrix3 right) {
    double[] product = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          product[3 * i + j] += at(i, k) * right.at(k, j);
        }
      }
    }
    return of(product);
  }

  /** Returns this · diag(gains): the gains are applied first, then the matrix. */
  public Matrix3 afterGains(Rgb gains) {
    return times(of(gains.red(), 0, 0, 0, gains.green(), 0, 0, 0, gains.blue()));
  }

  /**
   * Returns the inverse matrix.
   *
   * @throws ArithmeticException if the matrix is singular
   */
  public Matrix3 inverse() {
    double[] cofactors = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int a = (i + 1) % 3;
        int b = (i + 2) % 3;
        int c = (j + 1) % 3;
        int d = (j + 2) % 3;
        cofactors[3 * j + i] = at(a, c) * at(b, d) - at(a, d) * at(b, c);
      }
    }
    double determinant =
        at(0, 0) * cofactors[0] + at(0, 1) * cofactors[3] + at(0, 2) * cofactors[6];
    if (determinant == 0 || !Double.isFinite(1 / determinant)) {
      throw new ArithmeticException("the colour matrix " + rows + " has no inverse");
    }
    return of(Arrays.stream(cofactors).map(value -> value / determinant).toArray());
  }
}

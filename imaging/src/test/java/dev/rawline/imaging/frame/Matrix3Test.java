package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class Matrix3Test {
  private static final Matrix3 MATRIX = Matrix3.of(2, -1, 0, 0.5, 3, -2, 1, 0, 4);

  @Test
  void inverseMatrixRoundTrips() {
    for (Matrix3 product :
        new Matrix3[] {MATRIX.times(MATRIX.inverse()), MATRIX.inverse().times(MATRIX)}) {
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          assertThat(product.at(row, column))
              .isCloseTo(Matrix3.IDENTITY.at(row, column), offset(1e-15));
        }
      }
    }
  }

  @Test
  void gainsAreAppliedFirst() {
    assertThat(MATRIX.afterGains(new Rgb(10, 100, 1000)))
        .isEqualTo(Matrix3.of(20, -100, 0, 5, 300, -2000, 10, 0, 4000));
  }

  @Test
  void aSingularMatrixHasNoInverse() {
    assertThatThrownBy(() -> Matrix3.of(1, 2, 3, 2, 4, 6, 0, 0, 1).inverse())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "the colour matrix [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [0.0, 0.0, 1.0]] has no inverse");
  }

  @Test
  void nineFiniteNumbersMakeAMatrix() {
    assertThatThrownBy(() -> Matrix3.of(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a colour matrix has 9 numbers, got 2: [1.0, 2.0]");
    assertThatThrownBy(() -> Matrix3.of(1, 0, 0, 0, Double.NaN, 0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a colour matrix holds finite numbers, got ");
  }
}

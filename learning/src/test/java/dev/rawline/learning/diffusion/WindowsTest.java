package dev.rawline.learning.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  @ParameterizedTest
  @CsvSource({"64,64,64", "96,64,32", "100,68,32", "65,64,64", "256,40,16"})
  void weightsSumToWhatTheyAreDividedBy(int width, int height, int side) {
    Windows windows = new Windows(width, height, side);
    double[] sums = new double[width * height];
    float[] profile = windows.profile();
    for (Windows.Place place : windows.places()) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          sums[(place.row() + row) * width + place.column() + column] +=
              profile[row] * profile[column];
        }
      }
    }
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double divided = (double) windows.rowSums()[row] * windows.columnSums()[column];
        assertThat(sums[row * width + column]).isPositive().isCloseTo(divided, within(divided));
      }
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(1e-5 * value);
  }

  @Test
  void rejectsFieldsSmallerThanAWindow() {
    assertThatThrownBy(() -> new Windows(32, 64, 64))
        .hasMessageContaining("32×64 px")
        .hasMessageContaining("64 px");
  }
}

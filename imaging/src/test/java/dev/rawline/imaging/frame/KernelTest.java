package dev.rawline.imaging.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
  private static final Kernel KERNEL = Kernel.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void weightsAreInReadingOrder() {
    assertThat(KERNEL.side()).isEqualTo(3);
    assertThat(KERNEL.at(0, 2)).isEqualTo(3);
    assertThat(KERNEL.at(2, 0)).isEqualTo(7);
    assertThat(KERNEL.weights()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(Kernel.of(KERNEL.weights())).isEqualTo(KERNEL);
  }

  @Test
  void aKernelIsACopy() {
    List<Double> row = new ArrayList<>(List.of(1.0));
    Kernel kernel = new Kernel(List.of(row));
    row.set(0, 2.0);
    assertThat(kernel.weights()).containsExactly(1);
    kernel.weights()[0] = 3;
    assertThat(kernel.weights()).containsExactly(1);
  }

  @Test
  void onlyOddSquaresOfFiniteNumbersAreKernels() {
    assertThatThrownBy(() -> Kernel.of(1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a kernel has an odd number of rows and as many columns, got 3 weights: [1.0, 2.0, 3.0]");
    assertThatThrownBy(() -> Kernel.of(1, 2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a kernel has an odd number of rows and as many columns, got rows of [2, 2] weights");
    assertThatThrownBy(Kernel::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a kernel has an odd number of rows and as many columns, got rows of [] weights");
    assertThatThrownBy(() -> new Kernel(List.of(List.of(1.0, 2.0, 3.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a kernel has an odd number of rows and as many columns, got rows of [3] weights");
    assertThatThrownBy(() -> Kernel.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a kernel holds finite numbers, got [[NaN]]");
  }
}

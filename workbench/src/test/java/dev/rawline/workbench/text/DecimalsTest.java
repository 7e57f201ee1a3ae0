package dev.rawline.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0.83, 0.02, 2",
    "0.83, 0.002, 3",
    "0.83, 0.0002, 3",
    "0.83, 0.3, 2",
    "0.83, 0, 3",
    "4e-4, 3e-5, 5",
    "4e-4, 0, 5",
    "4e-4, 0.02, 2",
    "3.2, 0.4, 1",
    "3.2, 0, 2",
    "12.3, 2.5, 1",
    "230, 12, 0",
    "0, 0, 3",
  })
  void aSpreadHasASignificantDigit(double largest, double spread, int count) {
    assertThat(Decimals.of(largest, spread).count()).isEqualTo(count);
  }
}

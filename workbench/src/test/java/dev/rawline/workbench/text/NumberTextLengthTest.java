package dev.rawline.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextLengthTest {
  @ParameterizedTest
  @CsvSource({
    "18, 18 m",
    "0.06, 6 cm",
    "0.005, 5 mm",
    "1e-4, 0.1 mm",
    "2e-6, 2 µm",
    "1.6249999999999998e-7, 0.1625 µm",
    "1e-8, 10 nm"
  })
  void lengthsHaveAConvenientUnit(double metres, String text) {
    assertThat(NumberText.length(metres)).isEqualTo(text);
  }
}

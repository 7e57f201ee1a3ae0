package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Estimate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.280207, 0.27592, 0.28471, 0.2802, 0.2759 to 0.2847",
    "14377.5, 14113, 14641, 14380, 14110 to 14640",
    "29.78, 14.39, 46.63, 30, 14 to 47",
    "0.0012, -0.0004, 0.003, 0.0012, −0.0004 to 0.0030",
    "0, 0, 0, 0, one of the exposures",
    "31858, 31858, 31858, 31858, one of the exposures",
    "-0.00001, -0.5, 0.5, 0.00, −0.50 to 0.50"
  })
  void halfWidthsHaveTwoSignificantDigits(
      double value, double lower, double upper, String text, String interval) {
    MeasurementText measured = MeasurementText.of(new Estimate(value, lower, upper), "DN");

    assertThat(measured).isEqualTo(new MeasurementText(text, interval, "DN"));
    assertThat(measured.withUnit()).isEqualTo(text + " DN");
  }

  @ParameterizedTest
  @CsvSource({"1", "''"})
  void aRatioHasNoUnit(String unit) {
    assertThat(MeasurementText.of(new Estimate(2, 1.9, 2.1), unit).withUnit()).isEqualTo("2.00");
  }
}

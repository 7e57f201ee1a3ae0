package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.calibrate.CalibrationPage.CalibrationFigure;
import dev.rawline.lab.quality.page.QualityPageTest;
import dev.rawline.workbench.page.Fact;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationPageTest {
  @ParameterizedTest
  @ValueSource(strings = {"monochrome", "mosaic", "bare"})
  void thePageIsWellFormedAndSelfContained(String kind) throws Exception {
    String page = page(calibration(kind), "a <b> & \"c\"");

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("Calibration of a &lt;b&gt; &amp; &quot;c&quot;");
    QualityPageTest.assertWhole(page);
    assertThat(page).doesNotContain("http", "url(", "@import", "data:image/jpeg");
  }

  private static String symbol(CalibrationQuantity quantity) {
    return quantity
        .symbol()
        .replaceFirst("^([^_]*)$", "<i>$1</i>")
        .replaceFirst("^([^_]+)_(.*)$", "<i>$1</i><sub>$2</sub>");
  }

  @Test
  void everyMeasuredValueHasItsUnitAndInterval() {
    SensorCalibration calibration = calibration("mosaic");
    String page = page(calibration, "bench");

    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      for (CalibrationQuantity quantity : group.quantities()) {
        assertThat(page).contains(symbol(quantity));
        for (var channel : calibration.channels()) {
          MeasurementText text = quantity.text(channel).orElseThrow();
          assertThat(page)
              .contains(
                  "<td class=\"n\">%s<small>%s</small></td>"
                      .formatted(text.value(), text.interval()));
          assertThat(page).contains(text.unit());
        }
      }
    }
    assertThat(page).contains("red", "green 1", "green 2", "blue", "parametric bootstrap");
  }

  @Test
  void aClippedVarianceIsNotResolved() {
    assertThat(page(calibration("monochrome"), "bench")).doesNotContain("not resolved");
    assertThat(page(Calibrations.withoutRowNoise(), "bench"))
        .contains("<td class=\"n\">not resolved<small>below 0.3 e⁻</small></td>")
        .contains("Each variance is clipped separately");
  }

  @Test
  void anIntervalOfZeroWidthIsExplained() {
    Estimate light = new Estimate(31858, 31858, 31858);

    assertThat(MeasurementText.of(light, "photons"))
        .isEqualTo(new MeasurementText("31858", "one of the exposures", "photons"));
  }

  @Test
  void theDynamicRangeIsGivenInDecibelsToo() {
    // 14000 / 11.5, 20 log₁₀ of it.
    assertThat(page(calibration("monochrome"), "bench")).contains("<td class=\"n\">61.709<small>");
  }

  @Test
  void valuesThatWereNotMeasuredAreListed() {
    assertThat(page(calibration("bare"), "bench"))
        .contains("Not measured", "quantum efficiency", "dark current", "<i>PRNU</i>")
        .doesNotContain("How pixels differ");
    assertThat(page(calibration("monochrome"), "bench")).doesNotContain("Not measured");
  }

  private static SensorCalibration calibration(String kind) {
    return switch (kind) {
      case "monochrome" -> Calibrations.of(Optional.empty());
      case "mosaic" -> Calibrations.of(Optional.of(Cfa.RGGB));
      case "bare" -> Calibrations.bare();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String page(SensorCalibration calibration, String name) {
    return new CalibrationPage(
            name,
            List.of(new Fact("size", "96 × 64 px")),
            calibration,
            List.of(new CalibrationFigure("Plot", "What it shows.", true, new byte[] {1, 2, 3})),
            List.of(new Fact("program", "Rawline")))
        .html();
  }
}

package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.SensorSpec;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * A dark noise below the rounding of the converter cannot be measured: EMVA 1288 replaces it by the
 * bound σ²_y.dark = 0.24 DN².
 */
class QuantizedDarkTest {
  private static final double GAIN = 0.1;
  private static final double READ_NOISE = 2;
  private static final Offset<Double> TINY = within(1e-9);

  @Test
  void boundReplacesTheDarkNoiseInTheThresholdToo() {
    ChannelCalibration measured =
        SensorCalibration.of(SimulatedCamera.frames(quiet(), 48, 7)).channels().getFirst();
    double gain = measured.gain().value();
    double bound = Math.sqrt(0.24);
    assertThat(measured.darkNoiseDn().orElseThrow().value()).isEqualTo(bound);
    assertThat(measured.darkNoise().orElseThrow().value())
        .isCloseTo(Math.sqrt(0.24 - 1 / 12.0) / gain, TINY);
    assertThat(measured.thresholdElectrons().orElseThrow().value())
        .isCloseTo(bound / gain + 0.5, TINY);
    assertThat(measured.thresholdPhotons().orElseThrow().value())
        .isCloseTo((bound / gain + 0.5) / measured.quantumEfficiency().orElseThrow().value(), TINY);
    assertThat(measured.dynamicRange().orElseThrow().value())
        .isCloseTo(
            measured.saturation().orElseThrow().value()
                / measured.thresholdElectrons().orElseThrow().value(),
            within(1e-6 * measured.dynamicRange().orElseThrow().value()));
    // The bound is above the truth, so the intervals reach down to zero.
    double threshold = Math.sqrt(Math.pow(READ_NOISE * GAIN, 2) + 1 / 12.0) / GAIN + 0.5;
    assertThat(measured.darkNoise().orElseThrow().covers(READ_NOISE)).isTrue();
    assertThat(measured.thresholdElectrons().orElseThrow().covers(threshold)).isTrue();
    assertThat(measured.thresholdPhotons().orElseThrow().covers(threshold / 0.5)).isTrue();
    assertThat(
            measured
                .dynamicRange()
                .orElseThrow()
                .covers(measured.saturation().orElseThrow().value() / threshold))
        .isTrue();
  }

  private static SensorSpec quiet() {
    return SensorSpec.of(
        values -> {
          values.name = "quiet";
          values.pixelPitch = 5;
          values.quantumEfficiency = new Rgb(0.5, 0.5, 0.5);
          values.fullWell = 30_000;
          values.referenceTemperature = SimulatedCamera.REFERENCE;
          values.doublingTemperature = 7;
          values.readNoise = READ_NOISE;
          values.photoResponseNonUniformity = 0.005;
          values.darkSignalNonUniformity = 5;
          values.gain = GAIN;
          values.offset = 29.4;
          values.adcBits = 12;
          values.containerBits = 12;
        });
  }
}

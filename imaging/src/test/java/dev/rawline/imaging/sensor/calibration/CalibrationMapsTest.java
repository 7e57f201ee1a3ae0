package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Maps, colours and the specification of a camera whose pattern is known. */
class CalibrationMapsTest {
  private static final int SIDE = 64;
  private static final int HOT = 20 * SIDE + 33;
  private static final int DEAD = 41 * SIDE + 6;

  private static PlainCamera camera(Optional<Cfa> cfa) {
    PlainCamera camera = new PlainCamera(SIDE, 11);
    camera.cfa = cfa;
    for (int i = 0; i < camera.light.length; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      double y = (row - 31.5) / 32;
      double x = (column - 31.5) / 32;
      camera.light[i] = 1.04 - 0.06 * (x * x + y * y);
    }
    camera.light[DEAD] = 0;
    camera.hotCurrent[HOT] = 5e5;
    return camera;
  }

  @Test
  void mapsMatchThePattern() {
    PlainCamera camera = camera(Optional.empty());
    SensorCalibration calibration = SensorCalibration.of(camera.frames());
    CalibrationMaps maps = calibration.maps().orElseThrow();
    assertThat(maps.hot()).containsExactly(new DefectCorrection.Pixel(20, 33));
    assertThat(maps.dead()).containsExactly(new DefectCorrection.Pixel(41, 6));
    double mean = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      mean += i == DEAD ? 1.0 / (SIDE * SIDE) : camera.light[i] / (SIDE * SIDE);
    }
    double squares = 0;
    double[] even = new double[SIDE * SIDE];
    for (int i = 0; i < even.length; i++) {
      if (i == HOT || i == DEAD) {
        assertThat(maps.pixelGain().samples()[i]).isEqualTo(1);
        continue;
      }
      assertThat((double) maps.fallOff().samples()[i])
          .as("fall-off at %d", i)
          .isCloseTo(camera.light[i] / mean, within(0.006));
      double error = maps.pixelGain().samples()[i] * (1 + camera.response[i]) - 1;
      squares += error * error / even.length;
      assertThat((double) maps.dark().samples()[i])
          .isCloseTo(
              PlainCamera.OFFSET
                  + PlainCamera.GAIN
                      * (camera.offsets[i] + PlainCamera.DARK_CURRENT * camera.stackSeconds),
              within(4.5));
    }
    // 16 frames leave shot noise of √(13000)/4 of 13000 e⁻, 0.22 %; the fall-off takes a little of
    // the pattern with it.
    assertThat(Math.sqrt(squares)).isCloseTo(0.0025, within(0.0007));
  }

  @Test
  void fallOffIsSignificantOnlyIfTheLightFallsOff() {
    for (Cfa cfa : new Cfa[] {null, Cfa.GRBG}) {
      Optional<Cfa> colours = Optional.ofNullable(cfa);
      int channels = Channel.of(colours).size();
      PlainCamera even = new PlainCamera(SIDE, 11);
      even.cfa = colours;

      assertThat(maps(even).isFallOffResolved(channels)).as("%s, even", colours).isFalse();
      assertThat(maps(camera(colours)).isFallOffResolved(channels)).as("%s", colours).isTrue();
    }
  }

  private static CalibrationMaps maps(PlainCamera camera) {
    return SensorCalibration.of(camera.frames()).maps().orElseThrow();
  }

  @Test
  void gainMapFlattensAFlatFrame() {
    PlainCamera camera = camera(Optional.of(Cfa.GBRG));
    CalibrationMaps maps = SensorCalibration.of(camera.frames()).maps().orElseThrow();
    float[] light = new float[SIDE * SIDE];
    for (int i = 0; i < light.length; i++) {
      light[i] = i == DEAD ? 1 : (float) (camera.light[i] * (1 + camera.response[i]));
    }
    RawImage flat = RawImage.normalised(SIDE, SIDE, Cfa.GBRG, light);
    assertThat(spread(light)).isGreaterThan(0.02);
    assertThat(spread(new FlatField(maps.gain()).apply(flat).samples())).isLessThan(0.004);
  }

  private static double spread(float[] samples) {
    double sum = 0;
    double squares = 0;
    for (float sample : samples) {
      sum += sample;
      squares += sample * sample;
    }
    double mean = sum / samples.length;
    return Math.sqrt(squares / samples.length - mean * mean) / mean;
  }

  private static PlainCamera colourCamera() {
    PlainCamera camera = camera(Optional.of(Cfa.GRBG));
    for (int i = 0; i < camera.light.length; i++) {
      camera.light[i] *=
          switch (Cfa.GRBG.colourAt(i / SIDE, i % SIDE)) {
            case RED -> 0.8;
            case GREEN -> 1;
            case BLUE -> 0.7;
          };
    }
    camera.exposures = 30;
    camera.brightest = 0.03;
    return camera;
  }

  @Test
  void colourRatiosAreKeptIfPhotonsAreUnknown() {
    PlainCamera camera = colourCamera();
    camera.knowsLight = false;
    SensorSpec spec =
        SensorCalibration.of(
                new CalibrationFrames(
                    camera.format(), camera.flats(), camera.darks(), Optional.empty()))
            .toSensorSpec("colour", 2.4);
    assertThat(spec.quantumEfficiency().green()).isCloseTo(0.5, within(1e-12));
    assertThat(spec.quantumEfficiency().red()).isCloseTo(0.4, within(0.03));
    assertThat(spec.quantumEfficiency().blue()).isCloseTo(0.35, within(0.03));
    assertThat(spec.origins().get("quantumEfficiency"))
        .isEqualTo(
            new ValueOrigin(
                ValueOrigin.Basis.ASSUMED,
                "the photons a pixel were not measured: a plausible number for the most sensitive"
                    + " colour, the others as their charges in this calibration's light"));
  }

  /** A simulation of the sensor must reach the converter's largest number, as the sensor did. */
  @Test
  void fullWellIsALowerBoundIfTheConverterClipsFirst() {
    PlainCamera camera = camera(Optional.empty());
    camera.fullWell = 1e6;
    camera.exposures = 30;
    camera.brightest = 0.0235;
    SensorSpec spec = SensorCalibration.of(camera.frames()).toSensorSpec("bright", 2.4);
    assertThat(spec.fullWell() * spec.gain() + spec.offset()).isCloseTo(4095, within(1e-6));
    assertThat(spec.origins().get("fullWell").note())
        .matches(
            "the converter clips first: what fills its range, a lower bound; saturation capacity .*"
                + " e⁻");
  }

  @Test
  void everyColourHasItsOwnNumbers() {
    PlainCamera camera = colourCamera();
    SensorCalibration calibration = SensorCalibration.of(camera.frames());
    double[] efficiencies = {0.4, 0.5, 0.5, 0.35};
    assertThat(calibration.channels())
        .extracting(ChannelCalibration::channel)
        .containsExactlyElementsOf(Channel.of(Optional.of(Cfa.GRBG)));
    for (int i = 0; i < 4; i++) {
      ChannelCalibration channel = calibration.channels().get(i);
      Estimate efficiency = channel.quantumEfficiency().orElseThrow();
      assertThat(efficiency.value()).isCloseTo(efficiencies[i], within(3 * efficiency.halfWidth()));
      assertThat(efficiency.halfWidth()).isLessThan(0.08 * efficiencies[i]);
      assertThat(channel.gain().value())
          .isCloseTo(PlainCamera.GAIN, within(3 * channel.gain().halfWidth()));
    }
    SensorSpec spec = calibration.toSensorSpec("colour", 2.4);
    assertThat(spec.cfa()).contains(Cfa.GRBG);
    assertThat(spec.quantumEfficiency().red()).isCloseTo(0.4, within(0.03));
    assertThat(spec.quantumEfficiency().green()).isCloseTo(0.5, within(0.03));
    assertThat(spec.quantumEfficiency().blue()).isCloseTo(0.35, within(0.03));
    assertThat(spec.origins().get("quantumEfficiency").note())
        .matches("red 0\\..* e⁻/photon; green 1 .*; green 2 .*; blue .*");
  }

  @Test
  void specificationStatesMeasuredAndAssumedValues() {
    PlainCamera camera = camera(Optional.empty());
    SensorSpec spec = SensorCalibration.of(camera.frames()).toSensorSpec("measured", 2.4);
    assertThat(spec.gain()).isCloseTo(PlainCamera.GAIN, within(0.003));
    assertThat(spec.offset()).isCloseTo(PlainCamera.OFFSET, within(0.2));
    assertThat(spec.readNoise()).isCloseTo(PlainCamera.DARK_NOISE, within(1.5));
    assertThat(spec.rowNoise()).isCloseTo(PlainCamera.ROW_NOISE, within(1.5));
    assertThat(spec.fullWell()).isCloseTo(PlainCamera.FULL_WELL, within(1000.0));
    assertThat(spec.darkCurrent()).isCloseTo(PlainCamera.DARK_CURRENT, within(150.0));
    assertThat(spec.hotPixels()).isEqualTo(1.0 / (SIDE * SIDE));
    assertThat(spec.hotPixelCurrent()).isCloseTo(5e5, within(2e4));
    assertThat(spec.deadPixels()).isEqualTo(1.0 / (SIDE * SIDE));
    assertThat(spec.photoResponseNonUniformity()).isCloseTo(0.0062, within(0.001));
    assertThat(spec.darkSignalNonUniformity()).isCloseTo(7.1, within(1.2));
    assertThat(spec.origins().get("gain").basis()).isEqualTo(ValueOrigin.Basis.MEASURED);
    assertThat(spec.origins().get("gain").note())
        .matches("0\\.1.* \\(95 %: 0\\..* to 0\\.1.*\\) DN/e⁻");
    assertThat(spec.origins().get("transmission"))
        .isEqualTo(
            new ValueOrigin(
                ValueOrigin.Basis.ASSUMED,
                "folded into the quantum efficiency: each band reaches only its own filter"));
    assertThat(spec.origins().get("deadPixels"))
        .isEqualTo(new ValueOrigin(ValueOrigin.Basis.MEASURED, "1 of 4096 pixels"));
  }

  /**
   * Without light, times and stacks the gain is still measured, and unmeasured quantities stay
   * empty.
   */
  @Test
  void undeterminedQuantitiesAreEmpty() {
    PlainCamera camera = camera(Optional.empty());
    camera.knowsLight = false;
    CalibrationFrames frames =
        new CalibrationFrames(camera.format(), camera.flats(), camera.darks(), Optional.empty());
    SensorCalibration calibration = SensorCalibration.of(frames);
    ChannelCalibration channel = calibration.channels().getFirst();
    assertThat(channel.gain().value()).isCloseTo(PlainCamera.GAIN, within(0.004));
    assertThat(channel.responsivity()).isEmpty();
    assertThat(channel.quantumEfficiency()).isEmpty();
    assertThat(channel.linearityError()).isEmpty();
    assertThat(channel.darkCurrent()).isEmpty();
    assertThat(channel.darkSignalNonUniformity()).isEmpty();
    assertThat(channel.photoResponseNonUniformity()).isEmpty();
    assertThat(calibration.maps()).isEmpty();
    SensorSpec spec = calibration.toSensorSpec("blind", 2.4);
    assertThat(spec.origins().get("quantumEfficiency"))
        .isEqualTo(
            new ValueOrigin(
                ValueOrigin.Basis.ASSUMED,
                "the photons a pixel were not measured: a plausible number"));
    assertThat(spec.origins().get("darkCurrent").basis()).isEqualTo(ValueOrigin.Basis.ASSUMED);
  }
}

package dev.rawline.imaging.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.frame.ValueOrigin.Basis;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SensorSpecTest {

  @Test
  void everyPresetValueHasAnOrigin() {
    List<String> numbers =
        Arrays.stream(SensorSpec.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !name.equals("name") && !name.equals("origins"))
            .filter(name -> !name.equals("gainCurve")) // no preset has one
            .toList();
    for (SensorSpec preset : SensorSpec.PRESETS) {
      assertThat(preset.origins().keySet())
          .as(preset.name())
          .containsExactlyInAnyOrderElementsOf(numbers);
      for (ValueOrigin origin : preset.origins().values()) {
        assertThat(origin.note()).as(preset.name()).isNotBlank();
        assertThat(origin.basis()).isNotEqualTo(Basis.MEASURED);
      }
    }
  }

  @Test
  void droneMatchesItsPublication() {
    SensorSpec drone = SensorSpec.DRONE;
    assertThat(drone.pixelPitch()).isEqualTo(2.4);
    assertThat(drone.gain()).isEqualTo(0.528);
    assertThat(drone.storedGain()).isCloseTo(8.448, offset(1e-12));
    assertThat(drone.shift()).isEqualTo(4);
    // The published black level, in the scale of the published data.
    assertThat(drone.storedOffset() / 65535).isCloseTo(0.0625, offset(1e-5));
    assertThat(drone.saturation()).isCloseTo((4095 - 256) / 0.528, offset(1e-9));
    for (String number : List.of("pixelPitch", "gain", "adcBits", "containerBits", "cfa")) {
      assertThat(basis(drone, number)).as(number).isEqualTo(Basis.PUBLISHED);
    }
    assertThat(basis(drone, "offset")).isEqualTo(Basis.DERIVED);
    assertThat(basis(drone, "readNoise")).isEqualTo(Basis.ASSUMED);
  }

  @Test
  void microscopePresetStatesOnlyPublishedValuesAsPublished() {
    SensorSpec microscope = SensorSpec.MICROSCOPE;
    assertThat(microscope.adcBits()).isEqualTo(16);
    assertThat(microscope.offset() / 65535).isCloseTo(9.834368023181512e-06, offset(1e-9));
    for (String number : List.of("gain", "pixelPitch", "readNoise")) {
      assertThat(basis(microscope, number)).as(number).isEqualTo(Basis.ASSUMED);
    }
    // A full well and the converter end together.
    assertThat(microscope.gain() * microscope.fullWell()).isCloseTo(65535, offset(0.01 * 65535));
  }

  private static Basis basis(SensorSpec spec, String number) {
    return spec.origins().get(number).basis();
  }

  @Test
  void presetsAreFoundByName() {
    assertThat(SensorSpec.preset("drone")).contains(SensorSpec.DRONE);
    assertThat(SensorSpec.preset("microscope")).contains(SensorSpec.MICROSCOPE);
    assertThat(SensorSpec.preset("telescope")).isEmpty();
  }

  @Test
  void changedConversionLosesItsOrigins() {
    SensorSpec changed = SensorSpec.DRONE.withConversion(1.056, 256);
    assertThat(changed.gain()).isEqualTo(1.056);
    assertThat(changed.origins()).doesNotContainKey("gain").containsKey("offset");
    assertThat(SensorSpec.DRONE.withConversion(0.528, 256)).isEqualTo(SensorSpec.DRONE);
  }

  /** The level at which samples saturate, limited by the well or by the converter. */
  @Test
  void theStoredSaturationIsTheNearerLimit() {
    assertThat(SensorSpec.DRONE.storedSaturation()).isEqualTo(4095 * 16);
    assertThat(Sensors.with(0, 0, 0, 0, 0, 0.05, 10.3, 12).storedSaturation()).isEqualTo(2510 * 16);
  }

  /**
   * With a larger offset the charge at saturation, and with it an exposure time, would be negative.
   */
  @Test
  void anOffsetLeavesRoomForLight() {
    assertThat(SensorSpec.DRONE.withConversion(0.528, 4094.9).saturation()).isPositive();
    assertThatThrownBy(() -> SensorSpec.DRONE.withConversion(0.528, 4095))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sensor drone: offset is 4095.0: expected less than the largest number of 12 bits, 4095"
                + " (DN), so that there is room for light");
  }

  @Test
  void everyInvalidValueIsReported() {
    assertThatThrownBy(SensorSpecTest::broken)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sensor broken: pixelPitch is 0: expected a finite number above 0 (µm);"
                + " quantumEfficiency of red is 2: expected 0 to 1 (e⁻/photon); transmission is"
                + " -0.5: expected 0 to 1 (no unit); transmission is that of filters, but cfa is"
                + " monochrome: remove one of the two; fullWell is 0: expected a finite number"
                + " above 0 (e⁻); darkCurrent is -1: expected a finite number, 0 or more (e⁻/s);"
                + " referenceTemperature is NaN: expected a finite number (°C); doublingTemperature"
                + " is 0: expected a finite number above 0 (K); readNoise is -2: expected a finite"
                + " number, 0 or more (e⁻); rowNoise is -3: expected a finite number, 0 or more"
                + " (e⁻); photoResponseNonUniformity is 0.3: expected 0 to 0.2 (no unit);"
                + " darkSignalNonUniformity is -4: expected a finite number, 0 or more (e⁻);"
                + " hotPixels is 0.6: expected 0 to 0.5 (no unit); hotPixelCurrent is -5: expected"
                + " a finite number, 0 or more (e⁻/s); deadPixels is 0.7: expected 0 to 0.5 (no"
                + " unit); gain is 0: expected a finite number above 0 (DN/e⁻); offset is -6:"
                + " expected a finite number, 0 or more (DN); adcBits is 7: expected 8 to 16"
                + " (bits); containerBits is 17: expected 8 to 16 (bits); origins has the entry"
                + " weight: expected one of the sensor's components (cfa, pixelPitch,"
                + " quantumEfficiency, transmission, fullWell, darkCurrent, referenceTemperature,"
                + " doublingTemperature, readNoise, rowNoise, photoResponseNonUniformity,"
                + " darkSignalNonUniformity, hotPixels, hotPixelCurrent, deadPixels, gain, gainCurve,"
                + " offset, adcBits, containerBits)");
  }

  private static SensorSpec broken() {
    return SensorSpec.of(
        values -> {
          values.name = "broken";
          values.quantumEfficiency = new Rgb(2, 0.5, 0.5);
          values.transmission = Optional.of(Matrix3.of(1, 0, 0, 0, -0.5, 0, 0, 0, 1));
          values.darkCurrent = -1;
          values.referenceTemperature = Double.NaN;
          values.readNoise = -2;
          values.rowNoise = -3;
          values.photoResponseNonUniformity = 0.3;
          values.darkSignalNonUniformity = -4;
          values.hotPixels = 0.6;
          values.hotPixelCurrent = -5;
          values.deadPixels = 0.7;
          values.offset = -6;
          values.adcBits = 7;
          values.containerBits = 17;
          values.origins = Map.of("weight", new ValueOrigin(Basis.ASSUMED, "none"));
        });
  }
}

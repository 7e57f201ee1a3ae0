package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorFilesTest {
  private static final String VALID =
      """
      name: bench camera
      cfa: GBRG
      pixel_pitch: 3.45
      quantum_efficiency: {red: 0.45, green: 0.6, blue: 0.55}
      transmission: [[0.9, 0.1, 0.02], [0.08, 0.85, 0.15], [0.02, 0.1, 0.8]]
      full_well: 10500
      dark_current: 1.2
      reference_temperature: -20
      doubling_temperature: 6.5
      read_noise: 2.3
      row_noise: 0.2
      photo_response_non_uniformity: 0.006
      dark_signal_non_uniformity: 0.4
      hot_pixels: 1e-5
      hot_pixel_current: 300
      dead_pixels: 0.001
      gain: 0.39
      offset: 60
      adc_bits: 12
      container_bits: 16
      origins:
        gain: {basis: measured, note: photon transfer}
        photo_response_non_uniformity: {basis: assumed, note: "0.5 to 1 % is usual"}
      """;

  private static final SensorSpec BENCH =
      SensorSpec.of(
          values -> {
            values.name = "bench camera";
            values.cfa = Optional.of(Cfa.GBRG);
            values.pixelPitch = 3.45;
            values.quantumEfficiency = new Rgb(0.45, 0.6, 0.55);
            values.transmission =
                Optional.of(Matrix3.of(0.9, 0.1, 0.02, 0.08, 0.85, 0.15, 0.02, 0.1, 0.8));
            values.fullWell = 10500;
            values.darkCurrent = 1.2;
            values.referenceTemperature = -20;
            values.doublingTemperature = 6.5;
            values.readNoise = 2.3;
            values.rowNoise = 0.2;
            values.photoResponseNonUniformity = 0.006;
            values.darkSignalNonUniformity = 0.4;
            values.hotPixels = 1e-5;
            values.hotPixelCurrent = 300;
            values.deadPixels = 0.001;
            values.gain = 0.39;
            values.offset = 60;
            values.adcBits = 12;
            values.containerBits = 16;
            values.origins =
                Map.of(
                    "gain",
                    new ValueOrigin(ValueOrigin.Basis.MEASURED, "photon transfer"),
                    "photoResponseNonUniformity",
                    new ValueOrigin(ValueOrigin.Basis.ASSUMED, "0.5 to 1 % is usual"));
          });

  @TempDir Path folder;

  @Test
  void aSensorIsReadAsWritten() throws IOException {
    assertThat(DescriptionFiles.SENSOR.read(file(VALID))).isEqualTo(BENCH);
  }

  @Test
  void everyComponentHasAKeyAndSurvivesARoundTrip() throws IOException {
    Random random = new Random(Seeds.next("everyComponentHasAKeyAndSurvivesARoundTrip"));
    Path file = folder.resolve("sensor.yaml");
    for (int i = 0; i < 30; i++) {
      SensorSpec sensor = any(random);
      DescriptionFiles.SENSOR.write(sensor, file);
      assertThat(DescriptionFiles.SENSOR.read(file)).isEqualTo(sensor);
    }
  }

  @Test
  void aWrittenFileStatesUnitsAndOriginsOfItsNumbers() throws IOException {
    Path file = folder.resolve("sensor.yaml");
    DescriptionFiles.SENSOR.write(BENCH, file);
    assertThat(Files.readString(file))
        .contains(
            """
            # the colours of the first two rows in reading order; or no filters
            cfa: GBRG
            # the distance between pixels [µm]
            pixel_pitch: 3.45
            """,
            """
            # where numbers come from, by the keys above; one that is missing is stated here
            origins:
              gain: {basis: measured, note: "photon transfer"}
              photo_response_non_uniformity: {basis: assumed, note: "0.5 to 1 % is usual"}
            """);
  }

  @Test
  void aMonochromeSensorHasNoFilters() throws IOException {
    String monochrome = VALID.replace("GBRG", "monochrome");
    SensorSpec sensor =
        DescriptionFiles.SENSOR.read(file(monochrome.replaceAll("transmission.*\n", "")));
    assertThat(sensor.cfa()).isEmpty();
    assertThat(DescriptionFiles.SENSOR.text(sensor))
        .contains("cfa: monochrome")
        .doesNotContain("transmission");

    assertRejected(
        monochrome,
        "transmission (line 5) is that of filters, but cfa is monochrome: remove one of the two");
    assertRejected(
        VALID.replaceAll("transmission.*\n", ""),
        "transmission is missing: a sensor with the colour layout GBRG needs 3 rows of 3 numbers");
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file =
        file(
            VALID
                .replace("GBRG", "bayer")
                .replace("pixel_pitch: 3.45", "pixel_pitch: 0")
                .replace("green: 0.6", "green: 60")
                .replace("full_well", "fullwell")
                .replace("adc_bits: 12", "adc_bits: 24")
                .replace("basis: measured", "basis: guessed")
                .replace("  photo_response", "  foto_response"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DescriptionFiles.SENSOR.read(file))
        .withMessage(
            file
                + ": "
                + """
                8 errors
                  - the file lacks full_well: expected a number above 0 [e⁻] (the charge that fills a pixel)
                  - cfa (line 2) is 'bayer': expected RGGB, GRBG, GBRG, BGGR or monochrome (the colours of the first two rows in reading order; or no filters)
                  - pixel_pitch (line 3) is 0: expected a number above 0 [µm] (the distance between pixels)
                  - quantum_efficiency.green (line 4) is 60: expected a number from 0 to 1 [e⁻/photon]
                  - fullwell (line 6) is not a key here: did you mean full_well? expected one of name, cfa, pixel_pitch, quantum_efficiency, transmission, full_well, dark_current, reference_temperature, doubling_temperature, read_noise, row_noise, photo_response_non_uniformity, dark_signal_non_uniformity, hot_pixels, hot_pixel_current, dead_pixels, gain, gain_curve, offset, adc_bits, container_bits, origins
                  - adc_bits (line 19) is 24: expected a whole number from 8 to 16 [bits] (of the converter)
                  - origins.gain.basis (line 22) is 'guessed': expected published, stated, derived, measured or assumed
                  - origins.foto_response_non_uniformity (line 23) is not a key here: did you mean photo_response_non_uniformity? expected one of name, cfa, pixel_pitch, quantum_efficiency, transmission, full_well, dark_current, reference_temperature, doubling_temperature, read_noise, row_noise, photo_response_non_uniformity, dark_signal_non_uniformity, hot_pixels, hot_pixel_current, dead_pixels, gain, gain_curve, offset, adc_bits, container_bits\
                """)
        .withNoCause();
  }

  @Test
  void aGainMayBeACurveOverTheSignal() throws IOException {
    String curved =
        VALID.replace(
            "gain: 0.39\n",
            "gain: 0.39\ngain_curve: {signal: [1500, 4000], relative_gain: [0.99, 0.965]}\n");
    SensorSpec sensor = DescriptionFiles.SENSOR.read(file(curved));
    assertThat(sensor)
        .isEqualTo(
            BENCH.with(
                values ->
                    values.gainCurve =
                        Optional.of(new GainCurve(List.of(1500.0, 4000.0), List.of(0.99, 0.965)))));
    assertThat(DescriptionFiles.SENSOR.text(sensor))
        .contains("gain_curve: {signal: [1500.0, 4000.0], relative_gain: [0.99, 0.965]}");
    assertThat(DescriptionFiles.SENSOR.text(BENCH)).doesNotContain("gain_curve");
    assertThat(BENCH.response().isConstant()).isTrue();
    assertThat(
            DescriptionFiles.SENSOR
                .read(file(curved.replace("0.965]", "0.965], noise_factor: [0.9, 0.7]")))
                .response()
                .noiseFactor())
        .containsExactly(0.9, 0.7);

    assertRejected(
        curved.replace("[1500, 4000]", "[1500, 1200]"),
        "gain_curve.signal (line 18) 1200.0 follows 1500.0: expected each to be larger than the one"
            + " before (DN)");
    assertRejected(
        curved.replace("[0.99, 0.965]", "[0.99, 0]"),
        "gain_curve.relative_gain[1] (line 18) is 0: expected a number above 0");
  }

  @Test
  void inconsistentBitDepthsAreReported() throws IOException {
    assertRejected(
        VALID.replace("container_bits: 16", "container_bits: 10"),
        "container_bits (line 20) is 10: expected the bits of the converter, 12, to 16 (bits)");
  }

  private void assertRejected(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DescriptionFiles.SENSOR.read(file))
        .withMessage(file + ": " + problem);
  }

  private static SensorSpec any(Random random) {
    Map<String, ValueOrigin> origins = new HashMap<>();
    for (String name : names(SensorSpec.class)) {
      if (random.nextBoolean() && !name.equals("origins")) {
        ValueOrigin.Basis basis = one(random, ValueOrigin.Basis.values());
        origins.put(
            name, new ValueOrigin(basis, "note: " + name + ", {±" + random.nextInt() + "} #1"));
      }
    }
    int adcBits = random.nextInt(8, 17);
    boolean colour = random.nextInt(4) > 0;
    return SensorSpec.of(
        values -> {
          values.name = "sensor " + random.nextInt();
          values.cfa =
              colour ? Optional.of(one(random, Cfa.BAYER.toArray(Cfa[]::new))) : Optional.empty();
          values.pixelPitch = 10 * (1 - random.nextDouble());
          values.quantumEfficiency =
              new Rgb(random.nextDouble(), random.nextDouble(), random.nextDouble());
          values.transmission =
              colour ? Optional.of(Matrix3.of(random.doubles(9).toArray())) : Optional.empty();
          values.fullWell = 1e5 * (1 - random.nextDouble());
          values.darkCurrent = random.nextDouble();
          values.referenceTemperature = random.nextDouble(-50, 50);
          values.doublingTemperature = 10 * (1 - random.nextDouble());
          values.readNoise = random.nextDouble();
          values.rowNoise = random.nextDouble();
          values.photoResponseNonUniformity = 0.2 * random.nextDouble();
          values.darkSignalNonUniformity = random.nextDouble();
          values.hotPixels = 0.5 * random.nextDouble();
          values.hotPixelCurrent = 100 * random.nextDouble();
          values.deadPixels = 0.5 * random.nextDouble();
          values.gain = 1 - random.nextDouble();
          values.gainCurve =
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(
                      new GainCurve(
                          List.of(100 * (1 - random.nextDouble()), 101.5),
                          List.of(1 - random.nextDouble(), 2.0)));
          values.offset = 100 * random.nextDouble();
          values.adcBits = adcBits;
          values.containerBits = random.nextInt(adcBits, 17);
          values.origins = origins;
        });
  }

  private static <T> T one(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  private static List<String> names(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sensor.yaml"), text);
  }
}

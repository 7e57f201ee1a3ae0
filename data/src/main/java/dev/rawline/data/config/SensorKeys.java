package dev.rawline.data.config;

import dev.rawline.data.yaml.Key;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Map;

/** The keys of {@code sensor.yaml}. */
record SensorKeys(
    @Key(means = "what the sensor is called in files and on sheets", required = true) String name,
    @Key(
            means = "the colours of the first two rows in reading order; or no filters",
            required = true)
        FilterArray cfa,
    @Key(means = "the distance between pixels", unit = "µm", above = 0, required = true)
        Double pixelPitch,
    @Key(
            means = "electrons a photon that reaches the silicon, for each band of light",
            unit = "e⁻/photon",
            least = 0,
            most = 1,
            required = true)
        Rgb quantumEfficiency,
    @Key(
            means =
                "the share of each band that a filter lets through: rows are the filters red,"
                    + " green, blue, columns the bands red, green, blue; a monochrome sensor has none",
            least = 0,
            most = 1)
        Matrix3 transmission,
    @Key(means = "the charge that fills a pixel", unit = "e⁻", above = 0, required = true)
        Double fullWell,
    @Key(
            means = "the mean dark current at the reference temperature",
            unit = "e⁻/s",
            least = 0,
            required = true)
        Double darkCurrent,
    @Key(means = "the temperature of the dark current", unit = "°C", required = true)
        Double referenceTemperature,
    @Key(means = "the rise that doubles the dark current", unit = "K", above = 0, required = true)
        Double doublingTemperature,
    @Key(
            means = "the standard deviation of a pixel's read-out, quantization left out",
            unit = "e⁻",
            least = 0,
            required = true)
        Double readNoise,
    @Key(
            means = "the standard deviation of what all pixels of a row share",
            unit = "e⁻",
            least = 0,
            required = true)
        Double rowNoise,
    @Key(
            means = "PRNU, the relative standard deviation of the pixels' gains",
            least = 0,
            most = 0.2,
            required = true)
        Double photoResponseNonUniformity,
    @Key(
            means = "DSNU, the standard deviation of the pixels' offsets",
            unit = "e⁻",
            least = 0,
            required = true)
        Double darkSignalNonUniformity,
    @Key(
            means = "the share of pixels with a dark current of hot_pixel_current",
            least = 0,
            most = 0.5,
            required = true)
        Double hotPixels,
    @Key(
            means = "the mean dark current of a hot pixel at the reference temperature",
            unit = "e⁻/s",
            least = 0,
            required = true)
        Double hotPixelCurrent,
    @Key(means = "the share of pixels that see no light", least = 0, most = 0.5, required = true)
        Double deadPixels,
    @Key(
            means = "the digital numbers an electron makes, K, as the converter makes them",
            unit = "DN/e⁻",
            above = 0,
            required = true)
        Double gain,
    @Key(
            means = "the level of no light, as the converter makes it",
            unit = "DN",
            least = 0,
            required = true)
        Double offset,
    @Key(means = "of the converter", unit = "bits", least = 8, most = 16, required = true)
        Integer adcBits,
    @Key(
            means =
                "of a stored sample, adc_bits or more: the converter's number is shifted to the"
                    + " left",
            unit = "bits",
            least = 8,
            most = 16,
            required = true)
        Integer containerBits,
    @Key(
            means =
                "where numbers come from, by the keys above; one that is missing is stated here",
            keysOf = SensorKeys.class)
        ParameterOrigins origins) {

  static SensorKeys of(SensorSpec sensor) {
    return new SensorKeys(
        sensor.name(),
        FilterArray.of(sensor.cfa()),
        sensor.pixelPitch(),
        sensor.quantumEfficiency(),
        sensor.cfa().isPresent() ? sensor.transmission() : null,
        sensor.fullWell(),
        sensor.darkCurrent(),
        sensor.referenceTemperature(),
        sensor.doublingTemperature(),
        sensor.readNoise(),
        sensor.rowNoise(),
        sensor.photoResponseNonUniformity(),
        sensor.darkSignalNonUniformity(),
        sensor.hotPixels(),
        sensor.hotPixelCurrent(),
        sensor.deadPixels(),
        sensor.gain(),
        sensor.offset(),
        sensor.adcBits(),
        sensor.containerBits(),
        sensor.origins().isEmpty() ? null : ParameterOrigins.of(sensor.origins()));
  }

  SensorSpec toSpec() {
    boolean monochrome = cfa == FilterArray.MONOCHROME;
    if (transmission == null && !monochrome) {
      throw new IllegalArgumentException(
          "the file lacks transmission: a sensor with the colour layout %s needs 3 rows of 3 numbers"
              .formatted(YamlNames.of(cfa)));
    }
    if (transmission != null && monochrome) {
      throw new IllegalArgumentException(
          "transmission is that of filters, but cfa is monochrome: remove one of the two");
    }
    if (containerBits < adcBits) {
      throw new IllegalArgumentException(
          "container_bits is %d: expected adc_bits, %d, to 16 [bits]"
              .formatted(containerBits, adcBits));
    }
    return new SensorSpec(
        name,
        cfa.cfa(),
        pixelPitch,
        quantumEfficiency,
        monochrome ? Matrix3.IDENTITY : transmission,
        fullWell,
        darkCurrent,
        referenceTemperature,
        doublingTemperature,
        readNoise,
        rowNoise,
        photoResponseNonUniformity,
        darkSignalNonUniformity,
        hotPixels,
        hotPixelCurrent,
        deadPixels,
        gain,
        offset,
        adcBits,
        containerBits,
        origins == null ? Map.of() : origins.ofComponents(SensorKeys.class));
  }
}

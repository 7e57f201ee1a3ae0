package dev.rawline.data.config;

import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Map;

/** The keys of {@code sensor.yaml}. */
record SensorKeys(
    @Described(meaning = "what the sensor is called in files and on sheets", required = true)
        String name,
    @Described(
            meaning = "the colours of the first two rows in reading order; or no filters",
            required = true)
        FilterArray cfa,
    @Described(meaning = "the distance between pixels", unit = "µm", above = 0, required = true)
        Double pixelPitch,
    @Described(
            meaning = "electrons a photon that reaches the silicon, for each band of light",
            unit = "e⁻/photon",
            min = 0,
            max = 1,
            required = true)
        Rgb quantumEfficiency,
    @Described(
            meaning =
                "the share of each band that a filter lets through: rows are the filters red,"
                    + " green, blue, columns the bands red, green, blue; a monochrome sensor has"
                    + " none",
            min = 0,
            max = 1)
        Matrix3 transmission,
    @Described(meaning = "the charge that fills a pixel", unit = "e⁻", above = 0, required = true)
        Double fullWell,
    @Described(
            meaning = "the mean dark current at the reference temperature",
            unit = "e⁻/s",
            min = 0,
            required = true)
        Double darkCurrent,
    @Described(meaning = "the temperature of the dark current", unit = "°C", required = true)
        Double referenceTemperature,
    @Described(
            meaning = "the rise that doubles the dark current",
            unit = "K",
            above = 0,
            required = true)
        Double doublingTemperature,
    @Described(
            meaning = "the standard deviation of a pixel's read-out, quantization left out",
            unit = "e⁻",
            min = 0,
            required = true)
        Double readNoise,
    @Described(
            meaning = "the standard deviation of what all pixels of a row share",
            unit = "e⁻",
            min = 0,
            required = true)
        Double rowNoise,
    @Described(
            meaning = "PRNU, the relative standard deviation of the pixels' gains",
            min = 0,
            max = 0.2,
            required = true)
        Double photoResponseNonUniformity,
    @Described(
            meaning = "DSNU, the standard deviation of the pixels' offsets",
            unit = "e⁻",
            min = 0,
            required = true)
        Double darkSignalNonUniformity,
    @Described(
            meaning = "the share of pixels with a dark current of hot_pixel_current",
            min = 0,
            max = 0.5,
            required = true)
        Double hotPixels,
    @Described(
            meaning = "the mean dark current of a hot pixel at the reference temperature",
            unit = "e⁻/s",
            min = 0,
            required = true)
        Double hotPixelCurrent,
    @Described(
            meaning = "the share of pixels that see no light",
            min = 0,
            max = 0.5,
            required = true)
        Double deadPixels,
    @Described(
            meaning = "the digital numbers an electron makes, K, as the converter makes them",
            unit = "DN/e⁻",
            above = 0,
            required = true)
        Double gain,
    @Described(
            meaning = "the level of no light, as the converter makes it",
            unit = "DN",
            min = 0,
            required = true)
        Double offset,
    @Described(meaning = "of the converter", unit = "bits", min = 8, max = 16, required = true)
        Integer adcBits,
    @Described(
            meaning =
                "of a stored sample, adc_bits or more: the converter's number is shifted to the"
                    + " left",
            unit = "bits",
            min = 8,
            max = 16,
            required = true)
        Integer containerBits,
    @Described(
            meaning =
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

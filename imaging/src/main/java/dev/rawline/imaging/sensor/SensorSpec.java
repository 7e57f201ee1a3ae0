package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The numbers of one kind of sensor, from the photons that fall on a pixel to the sample in a file.
 *
 * <p>Levels and the gain are in digital numbers as the converter makes them [DN]; a stored sample
 * is such a number shifted to the left by {@link #shift} bits ({@link #storedGain}, {@link
 * #storedOffset}).
 */
public record SensorSpec(
    @Described(meaning = "what the sensor is called in files and on sheets", required = true)
        String name,
    @Described(
            meaning = "the colours of the first two rows in reading order; or no filters",
            none = "monochrome",
            required = true)
        Optional<Cfa> cfa,
    @Described(meaning = "the distance between pixels", unit = "µm", above = 0) double pixelPitch,
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
        Optional<Matrix3> transmission,
    @Described(meaning = "the charge that fills a pixel", unit = "e⁻", above = 0) double fullWell,
    @Described(
            meaning = "the mean dark current at the reference temperature",
            unit = "e⁻/s",
            min = 0)
        double darkCurrent,
    @Described(meaning = "the temperature of the dark current", unit = "°C")
        double referenceTemperature,
    @Described(meaning = "the rise that doubles the dark current", unit = "K", above = 0)
        double doublingTemperature,
    @Described(
            meaning = "the standard deviation of a pixel's read-out, quantization left out",
            unit = "e⁻",
            min = 0)
        double readNoise,
    @Described(
            meaning = "the standard deviation of what all pixels of a row share",
            unit = "e⁻",
            min = 0)
        double rowNoise,
    @Described(
            meaning = "PRNU, the relative standard deviation of the pixels' gains",
            min = 0,
            max = 0.2)
        double photoResponseNonUniformity,
    @Described(
            meaning = "DSNU, the standard deviation of the pixels' offsets",
            unit = "e⁻",
            min = 0)
        double darkSignalNonUniformity,
    @Described(
            meaning = "the share of pixels with a dark current of hot_pixel_current",
            min = 0,
            max = 0.5)
        double hotPixels,
    @Described(
            meaning = "the mean dark current of a hot pixel at the reference temperature",
            unit = "e⁻/s",
            min = 0)
        double hotPixelCurrent,
    @Described(meaning = "the share of pixels that see no light", min = 0, max = 0.5)
        double deadPixels,
    @Described(
            meaning = "the digital numbers an electron makes, K, as the converter makes them",
            unit = "DN/e⁻",
            above = 0)
        double gain,
    @Described(
            meaning =
                "the gain as a curve over the signal, where it is not constant: gain is then that"
                    + " without light, and numbers are those of the converter (default: constant)")
        Optional<GainCurve> gainCurve,
    @Described(meaning = "the level of no light, as the converter makes it", unit = "DN", min = 0)
        double offset,
    @Described(meaning = "of the converter", unit = "bits", min = 8, max = 16) int adcBits,
    @Described(
            meaning =
                "of a stored sample, adc_bits or more: the converter's number is shifted to the"
                    + " left",
            unit = "bits",
            min = 8,
            max = 16)
        int containerBits,
    @Described(
            meaning =
                "where numbers come from, by the keys above; one that is missing is stated here",
            keysOf = SensorSpec.class)
        Map<String, ValueOrigin> origins) {

  /** The sensor of the published drone data (Raw-Drone). */
  public static final SensorSpec DRONE = SensorPresets.drone();

  /** The sensor of the published microscopy data (Raw-Microscopy). */
  public static final SensorSpec MICROSCOPE = SensorPresets.microscope();

  /** The sensors that are known by name. */
  public static final List<SensorSpec> PRESETS = List.of(DRONE, MICROSCOPE);

  /** Returns the preset of this name, if there is one. */
  public static Optional<SensorSpec> preset(String name) {
    return PRESETS.stream().filter(sensor -> sensor.name().equals(name)).findFirst();
  }

  /**
   * Copies the origins and checks every number.
   *
   * @throws IllegalArgumentException if one lies outside its range; the message names all that do
   */
  public SensorSpec {
    origins = Map.copyOf(origins);
    cfa = cfa.filter(Cfa::hasFilters);
    RangeChecks checks =
        new RangeChecks(SensorSpec.class)
            .check("pixelPitch", pixelPitch)
            .check("quantumEfficiency", quantumEfficiency);
    for (double share :
        transmission.stream()
            .flatMap(matrix -> matrix.rows().stream())
            .flatMap(List::stream)
            .toList()) {
      checks.check("transmission", share);
    }
    if (transmission.isPresent() != cfa.isPresent()) {
      checks.add(
          cfa.isPresent()
              ? "transmission is missing: a sensor with the colour layout %s needs 3 rows of 3 numbers"
                  .formatted(cfa.get())
              : "transmission is that of filters, but cfa is monochrome: remove one of the two");
    }
    checks
        .check("fullWell", fullWell)
        .check("darkCurrent", darkCurrent)
        .check("referenceTemperature", referenceTemperature)
        .check("doublingTemperature", doublingTemperature)
        .check("readNoise", readNoise)
        .check("rowNoise", rowNoise)
        .check("photoResponseNonUniformity", photoResponseNonUniformity)
        .check("darkSignalNonUniformity", darkSignalNonUniformity)
        .check("hotPixels", hotPixels)
        .check("hotPixelCurrent", hotPixelCurrent)
        .check("deadPixels", deadPixels)
        .check("gain", gain)
        .check("offset", offset)
        .check("adcBits", adcBits)
        .check("containerBits", containerBits);
    if (containerBits < adcBits) {
      checks.add(
          "containerBits is %d: expected the bits of the converter, %d, to 16 (bits)"
              .formatted(containerBits, adcBits));
    }
    if (adcBits >= 8 && adcBits <= 16 && offset >= (1 << adcBits) - 1) {
      checks.add(
          "offset is %s: expected less than the largest number of %d bits, %d (DN), so that there is room for light"
              .formatted(offset, adcBits, (1 << adcBits) - 1));
    }
    ValueOrigin.problems(SensorSpec.class, "the sensor's", origins).forEach(checks::add);
    checks.require("sensor " + name);
  }

  /** Returns the sensor of some values; those that are not set are 0 or missing. */
  public static SensorSpec of(Consumer<SensorValues> values) {
    SensorValues all = new SensorValues();
    values.accept(all);
    return all.sensor();
  }

  /** Returns this sensor with other values. */
  public SensorSpec with(Consumer<SensorValues> change) {
    SensorValues all = new SensorValues(this);
    change.accept(all);
    return all.sensor();
  }

  /**
   * Returns this sensor with another gain and offset; a number that changes loses its origin. The
   * curve of the gain stays where it is over the signal.
   *
   * @param newGain the gain; with a curve that without light [DN/e⁻]
   * @param newOffset the level of no light [DN]
   */
  public SensorSpec withConversion(double newGain, double newOffset) {
    return with(
        sensor -> {
          if (newGain != gain) {
            sensor.origins.remove("gain");
          }
          if (newOffset != offset) {
            sensor.origins.remove("offset");
          }
          sensor.gain = newGain;
          sensor.offset = newOffset;
        });
  }

  /**
   * Returns this sensor with another origin of one of its numbers.
   *
   * @param component the number's name, as above
   */
  public SensorSpec withOrigin(String component, ValueOrigin origin) {
    return with(sensor -> sensor.origins.put(component, origin));
  }

  /** Returns the colour layout that frames of this sensor state. */
  public Cfa layout() {
    return cfa.orElse(Cfa.MONOCHROME);
  }

  /** Returns how many bits a converted number is shifted to the left when it is stored. */
  public int shift() {
    return containerBits - adcBits;
  }

  /**
   * Returns the gain over the signal in numbers of the converter; {@link GainCurve#CONSTANT} where
   * there is no curve.
   */
  public GainCurve response() {
    return gainCurve.orElse(GainCurve.CONSTANT);
  }

  /** Returns the gain over the signal in stored samples. */
  public GainCurve storedResponse() {
    return response().scaled(1 << shift());
  }

  /**
   * Returns the gain in stored samples, gain · 2^shift [DN/e⁻]; with a curve that without light.
   */
  public double storedGain() {
    return Math.scalb(gain, shift());
  }

  /** Returns the level of no light in stored samples, offset · 2^shift [DN]. */
  public double storedOffset() {
    return Math.scalb(offset, shift());
  }

  /** Returns the largest number that the converter makes, 2^adcBits − 1 [DN]. */
  public int largestNumber() {
    return (1 << adcBits) - 1;
  }

  /** Returns the charge at which a sample saturates, whether the well or the converter [e⁻]. */
  public double saturation() {
    return Math.min(fullWell, response().linear(largestNumber() - offset) / gain);
  }

  /**
   * Returns the largest stored sample that occurs, but for noise beyond a full well [DN]: that of
   * the charge at which a sample saturates, rounded half up, and shifted.
   */
  public double storedSaturation() {
    double full = response().signal(gain * fullWell) + offset;
    return Math.scalb(Math.min(largestNumber(), Math.floor(full + 0.5)), shift());
  }
}

package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The numbers of one kind of sensor, from the photons that fall on a pixel to the sample in a file.
 *
 * <p>Levels and the gain are in digital numbers as the converter makes them [DN]; a stored sample
 * is such a number shifted to the left by {@link #shift} bits ({@link #storedGain}, {@link
 * #storedOffset}).
 *
 * @param name what the sensor is called in files and on sheets
 * @param cfa which colour each pixel sees; empty for a monochrome sensor
 * @param pixelPitch the distance between pixels [µm]
 * @param quantumEfficiency electrons a photon that reaches the silicon, for each band of light, 0
 *     to 1
 * @param transmission the share of each band that a filter lets through: rows are the filters red,
 *     green, blue, columns the bands red, green, blue; 0 to 1; a monochrome sensor ignores it
 * @param fullWell the charge that fills a pixel [e⁻]
 * @param darkCurrent the mean dark current at the reference temperature [e⁻/s]
 * @param referenceTemperature the temperature of the dark current [°C]
 * @param doublingTemperature the rise that doubles the dark current [K]
 * @param readNoise the standard deviation of the read-out of a pixel [e⁻], quantization left out
 * @param rowNoise the standard deviation of what all pixels of a row share [e⁻]
 * @param photoResponseNonUniformity PRNU, the relative standard deviation of the pixels' gains
 * @param darkSignalNonUniformity DSNU, the standard deviation of the pixels' offsets [e⁻]
 * @param hotPixels the share of pixels with a dark current of {@code hotPixelCurrent}
 * @param hotPixelCurrent the mean dark current of a hot pixel at the reference temperature [e⁻/s]
 * @param deadPixels the share of pixels that see no light
 * @param gain the digital numbers an electron makes, K [DN/e⁻]
 * @param offset the level of no light [DN], below the largest number of the converter
 * @param adcBits the bits of the converter, 8 to 16
 * @param containerBits the bits of a stored sample, adcBits to 16
 * @param origins where numbers come from, by the names of the components above; a number that is
 *     missing here was stated by whoever described the sensor
 */
public record SensorSpec(
    String name,
    Optional<Cfa> cfa,
    double pixelPitch,
    Rgb quantumEfficiency,
    Matrix3 transmission,
    double fullWell,
    double darkCurrent,
    double referenceTemperature,
    double doublingTemperature,
    double readNoise,
    double rowNoise,
    double photoResponseNonUniformity,
    double darkSignalNonUniformity,
    double hotPixels,
    double hotPixelCurrent,
    double deadPixels,
    double gain,
    double offset,
    int adcBits,
    int containerBits,
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
    List<String> mistakes = new ArrayList<>();
    above(mistakes, "pixelPitch", pixelPitch, "µm");
    between(mistakes, "quantumEfficiency of red", quantumEfficiency.red(), "e⁻/photon", 1);
    between(mistakes, "quantumEfficiency of green", quantumEfficiency.green(), "e⁻/photon", 1);
    between(mistakes, "quantumEfficiency of blue", quantumEfficiency.blue(), "e⁻/photon", 1);
    for (double share : transmission.rows().stream().flatMap(List::stream).toList()) {
      between(mistakes, "transmission", share, "share", 1);
    }
    above(mistakes, "fullWell", fullWell, "e⁻");
    atLeastZero(mistakes, "darkCurrent", darkCurrent, "e⁻/s");
    finite(mistakes, "referenceTemperature", referenceTemperature, "°C");
    above(mistakes, "doublingTemperature", doublingTemperature, "K");
    atLeastZero(mistakes, "readNoise", readNoise, "e⁻");
    atLeastZero(mistakes, "rowNoise", rowNoise, "e⁻");
    between(mistakes, "photoResponseNonUniformity", photoResponseNonUniformity, "relative", 0.2);
    atLeastZero(mistakes, "darkSignalNonUniformity", darkSignalNonUniformity, "e⁻");
    between(mistakes, "hotPixels", hotPixels, "share", 0.5);
    atLeastZero(mistakes, "hotPixelCurrent", hotPixelCurrent, "e⁻/s");
    between(mistakes, "deadPixels", deadPixels, "share", 0.5);
    above(mistakes, "gain", gain, "DN/e⁻");
    atLeastZero(mistakes, "offset", offset, "DN");
    if (adcBits < 8 || adcBits > 16) {
      mistakes.add("adcBits is " + adcBits + ": expected 8 to 16 (bits)");
    }
    if (containerBits < adcBits || containerBits > 16) {
      mistakes.add(
          "containerBits is %d: expected %d to 16 (bits)".formatted(containerBits, adcBits));
    }
    if (adcBits >= 8 && adcBits <= 16 && offset >= (1 << adcBits) - 1) {
      mistakes.add(
          "offset is %s: expected less than the largest number of %d bits, %d (DN), so that there is room for light"
              .formatted(offset, adcBits, (1 << adcBits) - 1));
    }
    mistakes.addAll(ValueOrigin.mistakes(SensorSpec.class, "the sensor's", origins));
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "sensor %s: %s".formatted(name, String.join("; ", mistakes)));
    }
  }

  /**
   * Returns this sensor with another gain and offset; a number that changes loses its origin.
   *
   * @param newGain the gain [DN/e⁻]
   * @param newOffset the level of no light [DN]
   */
  public SensorSpec withConversion(double newGain, double newOffset) {
    Map<String, ValueOrigin> known = new TreeMap<>(origins);
    if (newGain != gain) {
      known.remove("gain");
    }
    if (newOffset != offset) {
      known.remove("offset");
    }
    return new SensorSpec(
        name,
        cfa,
        pixelPitch,
        quantumEfficiency,
        transmission,
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
        newGain,
        newOffset,
        adcBits,
        containerBits,
        known);
  }

  /**
   * Returns this sensor with another word on where one of its numbers comes from.
   *
   * @param component the number's name, as above
   */
  public SensorSpec withOrigin(String component, ValueOrigin origin) {
    Map<String, ValueOrigin> known = new TreeMap<>(origins);
    known.put(component, origin);
    return new SensorSpec(
        name,
        cfa,
        pixelPitch,
        quantumEfficiency,
        transmission,
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
        known);
  }

  /**
   * Returns the colour layout that frames of this sensor name: its own; RGGB for a monochrome one,
   * without meaning.
   */
  public Cfa layout() {
    return cfa.orElse(Cfa.RGGB);
  }

  /** Returns how many bits a converted number is shifted to the left when it is stored. */
  public int shift() {
    return containerBits - adcBits;
  }

  /** Returns the gain in stored samples, gain · 2^shift [DN/e⁻]. */
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
    return Math.min(fullWell, (largestNumber() - offset) / gain);
  }

  /**
   * Returns the largest stored sample that occurs, but for noise beyond a full well [DN]: that of
   * the charge at which a sample saturates, rounded half up, and shifted.
   */
  public double storedSaturation() {
    double number = Math.min(largestNumber(), Math.floor(gain * fullWell + offset + 0.5));
    return Math.scalb(number, shift());
  }

  /**
   * Returns the mean dark current at a temperature [e⁻/s]: darkCurrent · 2^((temperature −
   * reference) / doubling).
   *
   * @param temperature the sensor's temperature [°C]
   */
  public double darkCurrentAt(double temperature) {
    return darkCurrent
        * StrictMath.pow(2, (temperature - referenceTemperature) / doublingTemperature);
  }

  private static void finite(List<String> mistakes, String name, double value, String unit) {
    if (!Double.isFinite(value)) {
      mistakes.add("%s is %s: expected a finite number (%s)".formatted(name, value, unit));
    }
  }

  private static void above(List<String> mistakes, String name, double value, String unit) {
    if (!(value > 0) || Double.isInfinite(value)) {
      mistakes.add("%s is %s: expected a finite number above 0 (%s)".formatted(name, value, unit));
    }
  }

  private static void atLeastZero(List<String> mistakes, String name, double value, String unit) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      mistakes.add(
          "%s is %s: expected a finite number, 0 or more (%s)".formatted(name, value, unit));
    }
  }

  private static void between(
      List<String> mistakes, String name, double value, String unit, double most) {
    if (!(value >= 0 && value <= most)) {
      mistakes.add("%s is %s: expected 0 to %s (%s)".formatted(name, value, most, unit));
    }
  }
}

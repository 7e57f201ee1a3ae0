package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorSpec;

/**
 * The read-out of a camera: from charge to stored samples.
 *
 * <p>A pixel with N electrons is stored as step · ⌊clip(b + K · N + r, 0, largest) / step + ½⌋,
 * with r from the normal distribution of standard deviation σ_r. Where the gain is a curve over the
 * signal, K is that without light, and K · N + r is the linear signal L, whose signal is L⁻¹(K · N
 * + r) ({@link GainCurve}). All levels are those of stored samples [DN].
 *
 * @param black the level b of no charge [DN]
 * @param gain the gain K of stored samples [DN/e⁻]
 * @param darkNoise the standard deviation σ_r of a sample in the dark [DN], without quantization
 * @param step the step between two output values of the converter, 2^shift [DN]
 * @param largest its largest output value [DN]
 * @param saturation the level from which a sample counts as saturated [DN]
 * @param response the gain over the signal, relative to that without light
 * @param rowNoise the part of σ_r that is known to be the same for all pixels of a row [DN]; 0
 *     where all of it counts as independent for each pixel
 */
public record Readout(
    SiteValues black,
    double gain,
    double darkNoise,
    int step,
    int largest,
    double saturation,
    GainCurve response,
    double rowNoise) {

  /** The margin of saturated samples below the full well's level [σ_r]. */
  private static final double WELL_MARGIN = 3;

  /** Half an electron is 3⅓ standard deviations: fewer than one sample in a thousand exceeds it. */
  private static final double COUNTED_NOISE = 0.15;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Readout {
    for (Cfa.Site site : Cfa.Site.values()) {
      ParameterChecks.requireFinite("black level of " + site, black.at(site), "DN");
    }
    ParameterChecks.requireAbove("gain", gain, "DN/e⁻", 0);
    ParameterChecks.requireRange("dark noise", darkNoise, "DN", 0, 65535);
    ParameterChecks.requireRange("step", step, "DN", 1, 256);
    ParameterChecks.requireRange("largest number", largest, "DN", step, 65535);
    ParameterChecks.requireAbove("saturation", saturation, "DN", 0);
    ParameterChecks.requireRange("row noise", rowNoise, "DN", 0, darkNoise);
  }

  /** Creates a read-out whose noise is independent for each pixel. */
  public Readout(
      SiteValues black,
      double gain,
      double darkNoise,
      int step,
      int largest,
      double saturation,
      GainCurve response) {
    this(black, gain, darkNoise, step, largest, saturation, response, /* rowNoise= */ 0);
  }

  /** Creates a read-out of constant gain. */
  public Readout(
      SiteValues black, double gain, double darkNoise, int step, int largest, double saturation) {
    this(black, gain, darkNoise, step, largest, saturation, GainCurve.CONSTANT);
  }

  /** Returns the number of bits of the converter. */
  public int bits() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest / step);
  }

  /**
   * Returns the read-out of a sensor.
   *
   * <p>Its dark noise is read noise and row noise together, as if the latter were independent for
   * each pixel. A sample counts as saturated from the largest number on, or from three σ_r below
   * the full well's level, whichever is lower.
   */
  public static Readout of(SensorSpec sensor) {
    double noise =
        sensor.storedGain()
            * Math.sqrt(
                sensor.readNoise() * sensor.readNoise() + sensor.rowNoise() * sensor.rowNoise());
    GainCurve response = sensor.storedResponse();
    double well = sensor.storedOffset() + response.signal(sensor.fullWell() * sensor.storedGain());
    int step = 1 << sensor.shift();
    int largest = sensor.largestNumber() * step;
    return new Readout(
        SiteValues.uniform(sensor.storedOffset()),
        sensor.storedGain(),
        noise,
        step,
        largest,
        Math.min(largest, well - WELL_MARGIN * noise),
        response);
  }

  /** Returns this read-out with another black level. */
  public Readout withBlack(SiteValues level) {
    return new Readout(level, gain, darkNoise, step, largest, saturation, response, rowNoise);
  }

  /**
   * Returns this read-out with a part of its dark noise shared by the pixels of a row: what adds up
   * samples afterwards, as {@link PixelBinning} does, averages less of it.
   *
   * @param shared the standard deviation of that part [DN], at most the dark noise
   */
  public Readout withRowNoise(double shared) {
    return new Readout(black, gain, darkNoise, step, largest, saturation, response, shared);
  }

  /**
   * Returns whether samples resolve single electrons: √(σ_r² + step²/12) ≤ 0.15 K.
   *
   * <p>The integer nearest to (y − b) / K is then the number of electrons, except in one sample of
   * a thousand. On a curve the smallest gain counts.
   */
  public boolean countsElectrons() {
    double noise = Math.sqrt(darkNoise * darkNoise + quantization());
    double least = response.relativeGain().stream().reduce(1.0, Math::min);
    return noise <= COUNTED_NOISE * least * gain;
  }

  /** Returns the black level of a pixel's site [DN]. */
  double blackAt(Cfa cfa, int row, int column) {
    return black.at(cfa.siteAt(row, column));
  }

  /** Returns the quantization variance of the converter, step² / 12 [DN²]. */
  double quantization() {
    return (double) step * step / 12;
  }

  /** Returns the variance of a sample at a mean signal, K(S)² (F N + (σ_r / K(0))²) + step²/12. */
  double variance(double signal) {
    double ratio = response.relativeGainAt(signal);
    return ratio * ratio * (gain * response.noiseSignal(signal))
        + ratio * ratio * (darkNoise * darkNoise)
        + quantization();
  }

  /** Returns the stored sample of a level, rounded half up and clipped [DN]. */
  float stored(double level) {
    return (float) (step * Math.floor(Math.clamp(level, 0, largest) / step + 0.5));
  }

  /** Returns whether a level is stored without being clipped. */
  boolean holds(double level) {
    return level >= 0 && level <= largest;
  }

  /**
   * Requires a raw image in stored samples.
   *
   * @throws IllegalArgumentException if it is normalised
   */
  static void requireDigitalNumbers(String stage, RawImage raw) {
    if (raw.unit() != RawImage.Unit.DN) {
      throw new IllegalArgumentException(
          "%s got a normalised mosaic, whose electrons cannot be counted: expected stored samples (DN)"
              .formatted(stage));
    }
  }
}

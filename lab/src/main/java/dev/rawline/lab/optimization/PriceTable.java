package dev.rawline.lab.optimization;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.experiment.Condition;

/**
 * The cost of acquiring samples, by the user's own prices; the defaults are an example and no
 * market's.
 *
 * <p>With s the samples, q the share of the light, b bits, k the sampling, m×m the pixels that
 * binning joins (whose sum needs log₂ m² more bits), p the pixels, σ the blur that is added, r and
 * r₀ the read noise and that of the sensor as it is, N and N₀ the f-numbers of the way and of the
 * recording (a smaller aperture saves none of the light that falls on the sample):
 *
 * <pre>
 * photons = s · photons · q
 * time    = s · second · (exposure · q + readout)
 * storage = s · megabyte · (b + ⌈log₂ m²⌉) · p / (k m)² / 8 · 10⁻⁶
 * lens    = lens / (1 + (σ / lens_half)²) · (N₀ / N)^lens_aperture
 * sensor  = sensor · (r₀ / r)^sensor_exponent / k²^sensor_pixels
 * </pre>
 */
public record PriceTable(
    @Described(meaning = "the currency; the default prices are only an example") String currency,
    @Described(meaning = "the number of acquired samples; lens and sensor are paid once", above = 0)
        Double samples,
    @Described(
            meaning = "the price of a sample's light at full light: lamp, bleaching, dose",
            unit = "currency a sample",
            min = 0)
        Double photons,
    @Described(meaning = "the exposure time at full light", unit = "s", min = 0) Double exposure,
    @Described(meaning = "the handling time of each sample", unit = "s", min = 0) Double readout,
    @Described(meaning = "the price of instrument time", unit = "currency a second", min = 0)
        Double second,
    @Described(
            meaning = "the price of storing and moving samples",
            unit = "currency a megabyte",
            min = 0)
        Double megabyte,
    @Described(meaning = "the price of the lens", unit = "currency", min = 0) Double lens,
    @Described(meaning = "σ of the blur added by a lens of half the price", unit = "px", above = 0)
        Double lensHalf,
    @Described(
            meaning = "the exponent of the lens's price over N₀ / N, the ratio of f-numbers",
            min = 0,
            max = 4)
        Double lensAperture,
    @Described(meaning = "the price of the sensor", unit = "currency", min = 0) Double sensor,
    @Described(
            meaning = "the exponent of the price over the ratio of read noises",
            min = 0,
            max = 4)
        Double sensorExponent,
    @Described(meaning = "the exponent of the price over the share of pixels", min = 0, max = 2)
        Double sensorPixels) {
  /** {@code prices.yaml}; docs/reference/formats.md describes the file. */
  public static final RecordFile<PriceTable> FILE = RecordFile.of("prices", PriceTable.class);

  private static final double BITS_OF_MEGABYTE = 8e6;

  /** Fills in the example. */
  public PriceTable {
    currency = currency == null ? "credits (an example)" : currency;
    samples = samples == null ? Double.valueOf(10_000) : samples;
    photons = photons == null ? Double.valueOf(0.05) : photons;
    exposure = exposure == null ? Double.valueOf(0.1) : exposure;
    readout = readout == null ? Double.valueOf(0.02) : readout;
    second = second == null ? Double.valueOf(0.2) : second;
    megabyte = megabyte == null ? Double.valueOf(0.05) : megabyte;
    lens = lens == null ? Double.valueOf(400) : lens;
    lensHalf = lensHalf == null ? Double.valueOf(1) : lensHalf;
    lensAperture = lensAperture == null ? Double.valueOf(1) : lensAperture;
    sensor = sensor == null ? Double.valueOf(600) : sensor;
    sensorExponent = sensorExponent == null ? Double.valueOf(1) : sensorExponent;
    sensorPixels = sensorPixels == null ? Double.valueOf(0.5) : sensorPixels;
  }

  /** Returns the example. */
  public static PriceTable example() {
    return new PriceTable(
        null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * What was recorded, and would have been with nothing changed.
   *
   * @param pixels the pixels of a sample
   * @param bits the bits of the converter
   * @param readNoise the read noise [e⁻]
   */
  public record RecordingFormat(long pixels, int bits, double readNoise) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public RecordingFormat {
      if (pixels < 1 || bits < 1 || !(readNoise >= 0)) {
        throw new IllegalArgumentException(
            "%d px, %d bits and %s e⁻: expected at least 1, 1 and 0"
                .formatted(pixels, bits, readNoise));
      }
    }
  }

  /** Returns the cost of acquiring all samples in a way. */
  public AcquisitionCost of(Acquisition way, RecordingFormat recorded) {
    Condition condition = way.chosen();
    double light = condition.light().orElse(1.0);
    int bits = condition.bits().orElse(recorded.bits);
    int sampling = condition.sampling().orElse(1);
    double share = 1.0 / ((double) sampling * sampling);
    int joined = condition.binning().map(mode -> mode.factor() * mode.factor()).orElse(1);
    double blur = condition.blur().orElse(0.0) / lensHalf;
    double noise = condition.readNoise().orElse(recorded.readNoise);
    double quotient = noise > 0 ? recorded.readNoise / noise : 1;
    return new AcquisitionCost(
        samples * photons * light,
        samples * second * (exposure * light + readout),
        samples
            * megabyte
            * (bits + Integer.SIZE - Integer.numberOfLeadingZeros(joined - 1))
            * recorded.pixels
            * share
            / joined
            / BITS_OF_MEGABYTE,
        lens / (1 + blur * blur) / Math.pow(way.stop(), lensAperture),
        sensor * Math.pow(quotient, sensorExponent) * Math.pow(share, sensorPixels));
  }
}

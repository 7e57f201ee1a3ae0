package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.sensor.SensorSpec;

/**
 * A binning mode that cameras offer: the samples of n = k×k pixels become one, their mean, after
 * each was converted (digital binning).
 *
 * <p>Within a colour ({@code COLOUR_…}) the pixels of one kind are joined, 2×2 of them from 4×4
 * pixels of a Bayer mosaic, and the result is a mosaic of the same layout. Over the full mosaic
 * ({@code FULL_…}) neighbours are joined whatever their colours, and the result is monochrome. For
 * a monochrome sensor both are the same.
 *
 * <p>With N electrons in all n pixels, their mean is y = b + (K / n) · N + r: black level and
 * largest number stay, the gain per electron of the larger pixel is K / n, its full well n times as
 * large, and r has the standard deviation σ_r / k in DN, that is k · σ_r in electrons, because
 * every pixel was read ({@link #sensor}). The mean is kept to 1/n DN, like the sum with log2 n more
 * bits: rounding it once more would be another noise, and half up of an even n a shift. Charge
 * binning on the chip adds the electrons before they are read once, so that σ_r stays; from a
 * recording, in which each pixel has its read noise already, it cannot be had. {@link #charge} has
 * the sensor for a simulation.
 */
public enum Binning {
  /** 2×2 pixels of one colour. */
  COLOUR_2X2(2, false),
  /** 3×3 pixels of one colour. */
  COLOUR_3X3(3, false),
  /** 4×4 pixels of one colour. */
  COLOUR_4X4(4, false),
  /** 2×2 neighbours, whatever their colours. */
  FULL_2X2(2, true),
  /** 4×4 neighbours, whatever their colours. */
  FULL_4X4(4, true);

  private final int factor;
  private final boolean full;

  Binning(int factor, boolean full) {
    this.factor = factor;
    this.full = full;
  }

  /** Returns how many pixels are joined along each side, k. */
  public int factor() {
    return factor;
  }

  /** Returns whether neighbours are joined whatever their colours. */
  public boolean isFull() {
    return full;
  }

  /**
   * Returns the sensor of larger pixels that records a uniform field as this mode does with a
   * monochrome sensor.
   *
   * <p>Electrons add up over the n = k² pixels, independent noises by their squares: full well and
   * dark current are n times, read noise and DSNU k times as large in electrons; PRNU is 1/k of
   * what it was. What k pixels of a row share adds up within the row and by squares over k rows:
   * row noise is k^1.5 times as large. A hot pixel is joined with n − 1 others, and a pixel is dead
   * only if all n are.
   *
   * <p>A gain that is a curve over the signal S stays that curve: with the mean response R(N) of
   * one pixel, N electrons in all make S = R(N / n), so dS/dN = K(S) / n, and the variance K(S)²
   * (F(S) N / n + σ_r²) / n is that of the larger pixel's own numbers. What it takes for granted is
   * that the photon noise of the joined pixels is independent, which a noise factor F below 1 from
   * shared charge contradicts.
   *
   * @throws IllegalArgumentException if the sensor has colour filters, so that the pixels of one
   *     kind do not lie side by side
   */
  public SensorSpec sensor(SensorSpec sensor) {
    return larger(sensor, factor, /* reads= */ factor * factor);
  }

  /**
   * Returns the sensor of larger pixels that charge binning makes of a monochrome one: charges are
   * added before they are read, once. The gain, and with it the number at which the converter
   * saturates, stay, and so does a gain's curve over the signal, that of the read-out; the summing
   * well is taken to hold what all pixels hold.
   *
   * @param factor how many pixels are joined along each side, 2 or more
   * @throws IllegalArgumentException if the factor is below 2, or the sensor has colour filters
   */
  public static SensorSpec charge(SensorSpec sensor, int factor) {
    if (factor < 2) {
      throw new IllegalArgumentException(
          "charge binning by %d is requested: expected 2 or more pixels along each side"
              .formatted(factor));
    }
    return larger(sensor, factor, /* reads= */ 1);
  }

  private static SensorSpec larger(SensorSpec sensor, int factor, int reads) {
    if (sensor.cfa().isPresent()) {
      throw new IllegalArgumentException(
          "sensor %s has colour filters (%s): expected a monochrome one, whose larger pixels lie side by side"
              .formatted(sensor.name(), sensor.layout()));
    }
    int n = factor * factor;
    return sensor.with(
        larger -> {
          larger.name = "%s, binned %d×%d".formatted(sensor.name(), factor, factor);
          larger.pixelPitch = factor * sensor.pixelPitch();
          larger.fullWell = n * sensor.fullWell();
          larger.darkCurrent = n * sensor.darkCurrent();
          larger.readNoise = Math.sqrt(reads) * sensor.readNoise();
          larger.rowNoise = (reads == 1 ? 1 : Math.pow(factor, 1.5)) * sensor.rowNoise();
          larger.photoResponseNonUniformity = sensor.photoResponseNonUniformity() / factor;
          larger.darkSignalNonUniformity = factor * sensor.darkSignalNonUniformity();
          larger.hotPixels = Math.min(0.5, n * sensor.hotPixels());
          larger.hotPixelCurrent = sensor.hotPixelCurrent() + (n - 1) * sensor.darkCurrent();
          larger.deadPixels = Math.pow(sensor.deadPixels(), n);
          larger.gain = sensor.gain() / reads;
          larger.origins.clear();
        });
  }
}

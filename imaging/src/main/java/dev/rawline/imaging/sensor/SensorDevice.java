package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.List;

/**
 * Irradiance → RawImage: one device of a sensor type, with its fixed pattern.
 *
 * <p>The light path through it, in order: photon conversion, PRNU, dark current, shot noise, full
 * well, DSNU, row noise, read noise, converter.
 */
public final class SensorDevice {
  private static final int BANDS = Irradiance.CHANNELS;

  private final SensorSpec spec;
  private final FixedPattern pattern;

  /**
   * Draws a device.
   *
   * @param spec the sensor type
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param seed the seed of the device: the same seed gives the same pattern
   */
  public SensorDevice(SensorSpec spec, int width, int height, long seed) {
    this(spec, FixedPattern.draw(spec, width, height, seed));
  }

  /**
   * Creates a device with a known pattern.
   *
   * @param spec the sensor type; its PRNU, DSNU, dark current and shares of hot and dead pixels are
   *     not used
   * @param pattern the pattern, for example from a calibration
   */
  public SensorDevice(SensorSpec spec, FixedPattern pattern) {
    this.spec = spec;
    this.pattern = pattern;
  }

  /** Returns the sensor type. */
  public SensorSpec spec() {
    return spec;
  }

  /** Returns the fixed pattern. */
  public FixedPattern pattern() {
    return pattern;
  }

  /**
   * Returns the stages of one recording, in their order.
   *
   * @param exposure the exposure time and the temperature
   * @param seed the random seed of the noise
   */
  public Chain<Irradiance, RawImage> chain(Exposure exposure, Seed seed) {
    Chain<Irradiance, Electrons> chain = Chain.of(PhotonConversion.of(spec, exposure.seconds()));
    for (ChargeStage stage : stages(exposure, seed)) {
      chain = chain.then(stage);
    }
    return chain.then(new Adc(spec, exposure.seconds()));
  }

  private List<ChargeStage> stages(Exposure exposure, Seed seed) {
    return List.of(
        new PhotoResponseNonUniformity(pattern),
        new DarkCurrent(pattern, spec.referenceTemperature(), spec.doublingTemperature(), exposure),
        ShotNoise.of(spec).draw(seed),
        new FullWell(spec.fullWell()),
        new DarkSignalNonUniformity(pattern),
        ReadoutNoise.ofRows(spec.rowNoise()).draw(seed),
        ReadoutNoise.ofPixels(spec.readNoise()).draw(seed));
  }

  /**
   * Records light with the same bits as {@link #chain}, taking each row through all stages while it
   * is in the cache.
   *
   * @param light one sample a pixel
   * @throws IllegalArgumentException if the size of the light differs from the device's, or a
   *     sample is negative or not finite
   */
  public RawImage record(Irradiance light, Exposure exposure, Seed seed) {
    return record(light, exposure, seed, Parallel.CORES);
  }

  /**
   * Records light on several threads; the result does not depend on their number.
   *
   * @param threads the largest number of threads
   * @throws IllegalArgumentException if the size of the light differs from the device's, or a
   *     sample is negative or not finite
   */
  public RawImage record(Irradiance light, Exposure exposure, Seed seed, int threads) {
    pattern.requireSize("light", light);
    requireLight(light);
    return record(light.samples(), light.width(), exposure, seed, threads);
  }

  /** Noise would hide an invalid sample. */
  private static void requireLight(Irradiance light) {
    float[] samples = light.samples();
    int plane = samples.length / BANDS;
    for (int i = 0; i < samples.length; i++) {
      if (!(samples[i] >= 0 && samples[i] <= Float.MAX_VALUE)) {
        int pixel = i % plane;
        throw new IllegalArgumentException(
            "the light in band %d at row %d, column %d is %s: expected a finite number, 0 or more (photons·s⁻¹·m⁻²)"
                .formatted(i / plane, pixel / light.width(), pixel % light.width(), samples[i]));
      }
    }
  }

  /** Records a dark frame, like {@link #record} with light 0. */
  public RawImage dark(Exposure exposure, Seed seed) {
    return record(
        new float[BANDS * pattern.width()], /* step= */ 0, exposure, seed, Parallel.CORES);
  }

  /**
   * Records uniform light, like {@link #record}.
   *
   * @param photonsPerPixel the mean number of photons on each pixel in the exposure, a third of
   *     them in each band
   * @throws IllegalArgumentException if the number is not finite or negative, or if there are
   *     photons in an exposure of 0 s
   */
  public RawImage flat(double photonsPerPixel, Exposure exposure, Seed seed) {
    if (!(photonsPerPixel >= 0) || Double.isInfinite(photonsPerPixel)) {
      throw new IllegalArgumentException(
          "photonsPerPixel is %s: expected a finite number, 0 or more (photons)"
              .formatted(photonsPerPixel));
    }
    if (photonsPerPixel > 0 && exposure.seconds() == 0) {
      throw new IllegalArgumentException(
          "%s photons fall on each pixel in an exposure of 0 s: expose for longer"
              .formatted(photonsPerPixel));
    }
    float[] light = new float[BANDS * pattern.width()];
    if (photonsPerPixel > 0) {
      double side = spec.pixelPitch() * 1e-6;
      Arrays.fill(light, (float) (photonsPerPixel / BANDS / (side * side * exposure.seconds())));
    }
    return record(light, /* step= */ 0, exposure, seed, Parallel.CORES);
  }

  /**
   * Takes every row through all stages.
   *
   * @param light the light, one band after the other
   * @param step the index distance between its rows; 0 if all rows are the same
   */
  private RawImage record(float[] light, int step, Exposure exposure, Seed seed, int threads) {
    PhotonConversion conversion = PhotonConversion.of(spec, exposure.seconds());
    List<ChargeStage> stages = stages(exposure, seed);
    Adc adc = new Adc(spec, exposure.seconds());
    int columns = pattern.width();
    int plane = light.length / BANDS;
    float[] samples = new float[columns * pattern.height()];
    Parallel.forEach(
        threads,
        pattern.height(),
        row -> {
          int from = row * columns;
          conversion.row(row, light, row * step, plane, samples, from, columns);
          for (ChargeStage stage : stages) {
            stage.row(row, samples, from, columns);
          }
          adc.row(samples, from, columns);
        });
    return adc.raw(columns, pattern.height(), samples);
  }
}

package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Adc;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.ReadoutNoise;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.ShotNoise;

/**
 * The noise between recordings of one scene, in a share s of the light of one of them, scaled to
 * its brightness.
 *
 * <p>A recorded sample y is used as its mean: (y − b) / K electrons. In a share s of the light
 * there are s times as many, and the reading is divided by s. So a sample has the variance
 *
 * <p>σ² = K (y − b)⁺ / s + (K² σ_read² + step²/12) / s²
 *
 * <p>of its own, from photons and read-out, and all samples of a row share the variance K² σ_row² /
 * s² [DN²]. Where the gain is a curve over the signal ({@link GainCurve}), the number of electrons
 * is L(y − b) / K(0), K is the gain K(y − b) at the sample, and the step counts as K(y − b) times
 * its electrons at the signal that is read. At s = 1 that is the noise of the recording itself.
 * Above 1, where a longer exposure would saturate, s recordings are averaged: the read-out variance
 * is also divided by s only. A saturated sample does not determine the light: it has no noise, and
 * is unchanged.
 *
 * @param sensor the sensor that recorded
 * @param light the share s of the light, above 0; above 1 the number of averaged recordings
 */
public record RecordingNoise(SensorSpec sensor, double light) {

  /**
   * Validates the share.
   *
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  public RecordingNoise {
    ParameterChecks.requireAbove("light", light, "share of the light", 0);
  }

  /** Returns whether a stored sample is not saturated, so that it determines the light. */
  public boolean isKnown(double sample) {
    return sample < Readout.of(sensor).saturation();
  }

  /** Returns the number of electrons of a stored sample, at least 0 [e⁻]. */
  public double electrons(double sample) {
    return Math.max(0, linear(sample) / sensor.storedGain());
  }

  /** Returns the photon noise variance of a stored sample [DN²]. */
  public double photons(double sample) {
    return isKnown(sample)
        ? square(relativeGain(sample) * sensor.storedGain())
            * sensor.storedResponse().noiseFactorAt(read(sample))
            * electrons(sample)
            / light
        : 0;
  }

  /** Returns the variance of read noise and quantization of a stored sample [DN²]. */
  public double readOut(double sample) {
    GainCurve response = sensor.storedResponse();
    double step = square(1 << sensor.shift()) / 12 / square(response.relativeGainAt(read(sample)));
    return square(relativeGain(sample))
        * (square(sensor.storedGain() * sensor.readNoise()) + step)
        / readOutDivisor(light);
  }

  /** Returns the gain at a stored sample as a multiple of that without light, no unit. */
  public double relativeGain(double sample) {
    return sensor.storedResponse().relativeGainAt(sample - sensor.storedOffset());
  }

  private double linear(double sample) {
    return sensor.storedResponse().linear(sample - sensor.storedOffset());
  }

  /** Returns the signal that is read in the share of the light [DN]. */
  private double read(double sample) {
    return sensor.storedResponse().signal(Math.min(1, light) * linear(sample));
  }

  private static double square(double value) {
    return value * value;
  }

  /**
   * Returns the variance that all samples of a row share, where there is no light [DN²]; elsewhere
   * its root is {@link #relativeGain} times as large.
   */
  public double rows() {
    double row = sensor.storedGain() * sensor.rowNoise();
    return row * row / readOutDivisor(light);
  }

  /**
   * Returns the divisor of the read-out variance for a share of the light: s² below 1, where a
   * sample is read once and divided by s; s above 1, where s recordings are averaged.
   */
  public static double readOutDivisor(double light) {
    return light < 1 ? light * light : light;
  }

  /**
   * Returns normal noise of the same variances, neither rounded nor clipped, so that it can be
   * subtracted as well as added.
   *
   * @param recorded the recording [DN]
   * @param seed the random seed
   */
  public RawImage normal(RawImage recorded, Seed seed) {
    Readout.requireDigitalNumbers("normal noise", recorded);
    float[] noise = new float[recorded.samples().length];
    float[] normals = new float[recorded.width()];
    double rows = Math.sqrt(rows());
    for (int row = 0; row < recorded.height(); row++) {
      seed.stream("normal_noise", row).gaussians(normals, 0, normals.length);
      double shared = rows * seed.stream("normal_noise.row", row).nextGaussian();
      for (int column = 0; column < recorded.width(); column++) {
        double sample = recorded.at(row, column);
        if (isKnown(sample)) {
          double variance = readOut(sample) + photons(sample);
          noise[row * recorded.width() + column] =
              (float) (Math.sqrt(variance) * normals[column] + relativeGain(sample) * shared);
        }
      }
    }
    return recorded.with(recorded.unit(), noise);
  }

  /**
   * Returns another recording of the same scene, through the stages of the sensor: shot noise, row
   * noise, read noise and converter. A sample below the black level has no photons, and its
   * difference from the black level is kept, so that the mean of many recordings is the original.
   * The original itself contains noise, so a further recording contains it twice.
   *
   * @param recorded the recording [DN]
   * @param seed the random seed
   * @throws IllegalArgumentException if the mosaic is normalised already
   */
  public RawImage again(RawImage recorded, Seed seed) {
    Readout.requireDigitalNumbers("a further recording", recorded);
    double exposed = Math.min(light, 1);
    double gain = sensor.storedGain();
    double black = sensor.storedOffset();
    double saturation = Readout.of(sensor).saturation();
    GainCurve response = sensor.storedResponse();
    float[] samples = recorded.samples();
    float[] charge = new float[samples.length];
    for (int i = 0; i < charge.length; i++) {
      charge[i] = (float) (exposed * electrons(samples[i]));
    }
    Electrons expected = new Electrons(recorded.width(), recorded.height(), recorded.cfa(), charge);
    float[] drawn = ShotNoise.of(sensor).draw(seed).apply(expected).samples().clone();
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] += (float) (exposed * Math.min(0, (samples[i] - black) / gain));
    }
    Electrons read =
        ReadoutNoise.ofPixels(sensor.readNoise())
            .draw(seed)
            .apply(ReadoutNoise.ofRows(sensor.rowNoise()).draw(seed).apply(expected.with(drawn)));
    float[] stored = new Adc(sensor, /* seconds= */ 1).apply(read).samples();
    float[] again = new float[stored.length];
    for (int i = 0; i < again.length; i++) {
      double brought = black + response.signal(response.linear(stored[i] - black) / exposed);
      // The error of the mean of n recordings is √n times smaller than that of one.
      double mean = samples[i] + (brought - samples[i]) / Math.sqrt(Math.max(1, light));
      again[i] = samples[i] < saturation ? (float) mean : samples[i];
    }
    return recorded.with(recorded.unit(), again);
  }
}

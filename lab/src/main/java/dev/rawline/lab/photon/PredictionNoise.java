package dev.rawline.lab.photon;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.RecordingNoise;
import dev.rawline.lab.statistic.CovarianceMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How the numbers of a prediction vary from one recording of the scene to the next: J Σ Jᵀ, with J
 * the gradients of the numbers by the raw image and Σ the noise of its samples; and by how much
 * noise moves their mean.
 *
 * <p>With g the gradients by a stored sample [1/DN], a column of J, and the variances of {@link
 * RecordingNoise}, in a share s of the light
 *
 * <p>C(s) = A / s + B / s², A = Σ_pixels σ²_photons g gᵀ, B = Σ_pixels σ²_read-out g gᵀ + Σ_rows
 * σ²_row (Σ g)(Σ g)ᵀ; above s = 1, where recordings are averaged, (A + B) / s.
 *
 * <p>A model bends, and noise then moves the mean of what it predicts ({@link CurvatureBias}). Of
 * one sample of the mosaic that is small beside σ, but all of them push the same way, and networks
 * take noise for texture. With d(s) that move, a recording in a share s of the light gives m(s) = z
 * + d(s) − d(1) on average. At s = 1 that is z: the recording had its noise already.
 *
 * <p>Samples are independent but for what a row shares; how demosaicing, denoising and shrinking
 * mix them is in the gradients. Saturated samples vary by nothing.
 *
 * @param values the numbers z
 * @param photons A, by the photons
 * @param readOut B, by the read-out: read noise, row noise and rounding
 * @param bend d, what noise moves each number's mean by
 * @param electrons the mean number of electrons of a sample [e⁻]; each is a photon that was
 *     detected
 * @param saturated the share of samples that are saturated, 0 to 1
 */
public record PredictionNoise(
    List<Double> values,
    CovarianceMatrix photons,
    CovarianceMatrix readOut,
    CurvatureBias bend,
    double electrons,
    double saturated) {

  /** Copies the list. */
  public PredictionNoise {
    values = List.copyOf(values);
  }

  /**
   * Returns the noise of a prediction to first order: nothing moves the mean.
   *
   * @param values the numbers
   * @param gradients of each number, ∂number/∂sample of the normalised mosaic
   * @param raw what was recorded, as large [DN]
   * @param slope how much a normalised sample rises with a digital number [1/DN]
   * @param sensor the sensor that recorded
   */
  public static PredictionNoise of(
      List<Double> values,
      List<? extends Frame> gradients,
      RawImage raw,
      SiteValues slope,
      SensorSpec sensor) {
    RecordingNoise noise = new RecordingNoise(sensor, 1);
    int count = values.size();
    CovarianceMatrix photons = CovarianceMatrix.zero(count);
    CovarianceMatrix readOut = CovarianceMatrix.zero(count);
    double rowVariance = noise.rows();
    double electrons = 0;
    int saturated = 0;
    double[] of = new double[count];
    for (int row = 0; row < raw.height(); row++) {
      double[] ofRow = new double[count];
      for (int column = 0; column < raw.width(); column++) {
        int place = row * raw.width() + column;
        double sample = raw.samples()[place];
        electrons += noise.electrons(sample);
        if (!noise.isKnown(sample)) {
          saturated++;
          continue;
        }
        double toDigital = slope.at(raw.cfa().siteAt(row, column));
        for (int k = 0; k < count; k++) {
          of[k] = gradients.get(k).samples()[place] * toDigital;
          ofRow[k] += of[k] * noise.relativeGain(sample);
        }
        photons.add(of, noise.photons(sample));
        readOut.add(of, noise.readOut(sample));
      }
      readOut.add(ofRow, rowVariance);
    }
    int pixels = raw.samples().length;
    return new PredictionNoise(
        values,
        photons,
        readOut,
        CurvatureBias.none(count),
        electrons / pixels,
        (double) saturated / pixels);
  }

  /** Returns this noise with what moves the mean. */
  public PredictionNoise bent(CurvatureBias by) {
    return new PredictionNoise(values, photons, readOut, by, electrons, saturated);
  }

  /**
   * Returns what another recording of the scene gives on average, m(s).
   *
   * @param light the share s of the light, above 0
   */
  public List<Double> mean(double light) {
    List<Double> there = bend.at(light);
    List<Double> here = bend.at(1);
    List<Double> mean = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      mean.add(values.get(k) + there.get(k) - here.get(k));
    }
    return mean;
  }

  /**
   * Returns how the numbers vary in a share of the light, brought back to its brightness: A / s + B
   * / s², above 1 (A + B) / s.
   *
   * @param light the share s, above 0
   */
  public CovarianceMatrix covariance(double light) {
    double divisor = RecordingNoise.readOutDivisor(light);
    return photons.times(
        1 / light, readOut.times(1 / divisor, CovarianceMatrix.zero(values.size())));
  }
}

package dev.rawline.learning.diffusion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Radiance ↔ the numbers that a flow learns: u = (√max(r, 0) − mean) / deviation, band by band, r
 * relative to white.
 *
 * <p>The square root makes shot noise equally large in dark and in bright places (Anscombe 1948),
 * so that what noise is left in the training data is the same everywhere.
 *
 * @param mean of the square roots, one number a band
 * @param deviation of the square roots, one number a band, above 0
 */
public record RadianceCode(
    @JsonProperty("mean") List<Double> mean, @JsonProperty("deviation") List<Double> deviation) {

  /** Copies the lists. */
  public RadianceCode {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /**
   * Returns the code that gives pictures a mean of 0 and a deviation of 1 in every band.
   *
   * @param pictures radiance relative to white, (band, row, column)
   * @param bands the number of bands
   */
  public static RadianceCode of(List<float[]> pictures, int bands) {
    double[] mean = new double[bands];
    double[] deviation = new double[bands];
    for (int band = 0; band < bands; band++) {
      double sum = 0;
      double squares = 0;
      long count = 0;
      for (float[] picture : pictures) {
        int area = picture.length / bands;
        for (int i = band * area; i < (band + 1) * area; i++) {
          double root = Math.sqrt(Math.max(0, picture[i]));
          sum += root;
          squares += root * root;
        }
        count += area;
      }
      mean[band] = sum / count;
      double variance = squares / count - mean[band] * mean[band];
      deviation[band] = Math.max(1e-3, Math.sqrt(Math.max(0, variance)));
    }
    return new RadianceCode(boxed(mean), boxed(deviation));
  }

  private static List<Double> boxed(double[] numbers) {
    return java.util.Arrays.stream(numbers).boxed().toList();
  }

  /** Returns what a flow learns of radiance (band, row, column). */
  public float[] encode(float[] radiance) {
    float[] code = new float[radiance.length];
    int area = radiance.length / mean.size();
    for (int i = 0; i < code.length; i++) {
      int band = i / area;
      code[i] =
          (float) ((Math.sqrt(Math.max(0, radiance[i])) - mean.get(band)) / deviation.get(band));
    }
    return code;
  }

  /** Returns the radiance relative to white of what a flow has drawn, at least 0. */
  public float[] decode(float[] code) {
    float[] radiance = new float[code.length];
    int area = code.length / mean.size();
    for (int i = 0; i < code.length; i++) {
      int band = i / area;
      double root = Math.max(0, code[i] * deviation.get(band) + mean.get(band));
      radiance[i] = (float) (root * root);
    }
    return radiance;
  }
}

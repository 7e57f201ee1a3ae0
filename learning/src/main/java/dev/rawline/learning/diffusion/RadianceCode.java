package dev.rawline.learning.diffusion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * Radiance ↔ the numbers that a flow learns: u = (√max(r, 0) − mean) / deviation, band by band, r
 * relative to white.
 *
 * <p>The square root makes the shot noise of one band nearly equally large in dark and in bright
 * places (Anscombe 1948). The colour matrix has mixed the bands before, so it is not exact.
 *
 * <p>Radiance darker or brighter than any that was learned is not drawn: it is bounded by the range
 * of what was learned.
 *
 * @param mean of the square roots, one number a band
 * @param deviation of the square roots, one number a band, above 0
 * @param least the least radiance that was learned, one number a band, at least 0
 * @param most the largest radiance that was learned, one number a band
 */
public record RadianceCode(
    @JsonProperty("mean") List<Double> mean,
    @JsonProperty("deviation") List<Double> deviation,
    @JsonProperty("least") List<Double> least,
    @JsonProperty("most") List<Double> most) {

  /** Copies the lists. */
  public RadianceCode {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    least = List.copyOf(least);
    most = List.copyOf(most);
  }

  /**
   * Returns the code that gives pictures a mean of 0 and a deviation of 1 in every band, and has
   * their range.
   *
   * @param pictures radiance relative to white, (band, row, column)
   * @param bands the number of bands
   */
  public static RadianceCode of(List<float[]> pictures, int bands) {
    double[] mean = new double[bands];
    double[] deviation = new double[bands];
    double[] least = new double[bands];
    double[] most = new double[bands];
    for (int band = 0; band < bands; band++) {
      least[band] = Double.POSITIVE_INFINITY;
      double sum = 0;
      double squares = 0;
      long count = 0;
      for (float[] picture : pictures) {
        int area = picture.length / bands;
        for (int i = band * area; i < (band + 1) * area; i++) {
          double radiance = Math.max(0, picture[i]);
          least[band] = Math.min(least[band], radiance);
          most[band] = Math.max(most[band], radiance);
          double root = Math.sqrt(radiance);
          sum += root;
          squares += root * root;
        }
        count += area;
      }
      mean[band] = sum / count;
      double variance = squares / count - mean[band] * mean[band];
      deviation[band] = Math.max(1e-3, Math.sqrt(Math.max(0, variance)));
    }
    return new RadianceCode(boxed(mean), boxed(deviation), boxed(least), boxed(most));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
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

  /** Returns the radiance relative to white of what a flow has drawn, within the range. */
  public float[] decode(float[] code) {
    float[] radiance = new float[code.length];
    int area = code.length / mean.size();
    for (int band = 0; band < mean.size(); band++) {
      float low = least.get(band).floatValue();
      float high = most.get(band).floatValue();
      for (int i = band * area; i < (band + 1) * area; i++) {
        radiance[i] = Math.clamp(radiance(code[i], band), low, high);
      }
    }
    return radiance;
  }

  /** Returns the share of what a flow has drawn that is outside the range. */
  public double outside(float[] code) {
    long outside = 0;
    int area = code.length / mean.size();
    for (int band = 0; band < mean.size(); band++) {
      float low = least.get(band).floatValue();
      float high = most.get(band).floatValue();
      for (int i = band * area; i < (band + 1) * area; i++) {
        float radiance = radiance(code[i], band);
        outside += radiance < low || radiance > high ? 1 : 0;
      }
    }
    return (double) outside / code.length;
  }

  private float radiance(float code, int band) {
    double root = Math.max(0, code * deviation.get(band) + mean.get(band));
    return (float) (root * root);
  }
}

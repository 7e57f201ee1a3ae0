package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.numeric.Parallel;
import java.util.List;

/**
 * Photon conversion: the expected electrons from the light on a pixel through its filter during the
 * exposure.
 *
 * <p>out(y, x) = pitch² · t · Σ_band response[filter(y, x)][band] · E_band(y, x) [e⁻], with the
 * response = transmission · quantum efficiency. A monochrome sensor has no filters: every pixel
 * sums over the bands, response[·][band] = quantum efficiency[band].
 *
 * <p>Linear in the light and in t, so backwards ∂L/∂E_band = pitch² · t · response · ∂L/∂out and
 * ∂L/∂t = Σ out / t · ∂L/∂out.
 *
 * <pre>{@code
 * Electrons expected = PhotonConversion.of(spec, 0.01).apply(light); // 10 ms
 * }</pre>
 *
 * @param cfa the colour filter layout
 * @param pixelPitch the distance between pixels [µm]: each pixel collects the light of a square of
 *     this side
 * @param response electrons a photon: rows are the filters red, green, blue, columns the bands red,
 *     green, blue
 * @param seconds the exposure time t [s]
 */
@FileWord("photon_conversion")
public record PhotonConversion(
    Cfa cfa,
    double pixelPitch,
    Matrix3 response,
    @Learnable(name = "exposure", unit = "s", lowest = 0, highest = 86_400) double seconds)
    implements Differentiable<Irradiance, Electrons> {
  private static final int BANDS = Irradiance.CHANNELS;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public PhotonConversion {
    ParameterChecks.requireAbove("photon_conversion pixel pitch", pixelPitch, "µm", 0);
    for (double share : response.rows().stream().flatMap(List::stream).toList()) {
      ParameterChecks.requireRange("photon_conversion response", share, "e⁻/photon", 0, 1);
    }
    ParameterChecks.requireRange("exposure", seconds, "s", 0, 86_400);
  }

  /** Returns the photon conversion of a sensor for an exposure time [s]. */
  public static PhotonConversion of(SensorSpec spec, double seconds) {
    Rgb efficiency = spec.quantumEfficiency();
    Matrix3 filters = spec.transmission().orElse(Matrix3.of(1, 1, 1, 1, 1, 1, 1, 1, 1));
    return new PhotonConversion(
        spec.layout(), spec.pixelPitch(), filters.afterGains(efficiency), seconds);
  }

  @Override
  public Electrons apply(Irradiance light) {
    int columns = light.width();
    int plane = columns * light.height();
    float[] samples = new float[plane];
    Parallel.forEach(
        Parallel.CORES,
        light.height(),
        row -> row(row, light.samples(), row * columns, plane, samples, row * columns, columns));
    return new Electrons(columns, light.height(), cfa, samples);
  }

  @Override
  public Pullback<Irradiance, Electrons> pull(Irradiance light) {
    return new DefinedPullback<>(
        apply(light), 1, (cotangent, gradient) -> back(light, cotangent, gradient));
  }

  /**
   * Converts the light of one row.
   *
   * @param row the row, from the top
   * @param light the light, one band after the other
   * @param at the index of the index of the row's first sample in the first band
   * @param plane the index distance between bands
   * @param charge receives the row's charge
   * @param from the index of the index of its first sample
   * @param columns the number of pixels
   */
  void row(int row, float[] light, int at, int plane, float[] charge, int from, int columns) {
    for (int parity = 0; parity < 2; parity++) {
      int filter = cfa.colourAt(row, parity).plane();
      float red = factor(filter, 0);
      float green = factor(filter, 1);
      float blue = factor(filter, 2);
      for (int i = parity; i < columns; i += 2) {
        charge[from + i] =
            Math.fma(
                red,
                light[at + i],
                Math.fma(green, light[at + plane + i], blue * light[at + 2 * plane + i]));
      }
    }
  }

  private Irradiance back(Irradiance light, Electrons cotangent, double[] gradient) {
    float[] samples = light.samples();
    float[] input = new float[samples.length];
    int plane = samples.length / BANDS;
    double bySeconds = 0;
    for (int i = 0; i < plane; i++) {
      double coming = cotangent.samples()[i];
      int filter = cfa.colourAt(i / light.width(), i % light.width()).plane();
      for (int band = 0; band < BANDS; band++) {
        double electrons = area() * response.at(filter, band) * coming;
        input[band * plane + i] = (float) (electrons * seconds);
        bySeconds += electrons * samples[band * plane + i];
      }
    }
    gradient[0] += bySeconds;
    return light.with(input);
  }

  private float factor(int filter, int band) {
    return (float) (area() * seconds * response.at(filter, band));
  }

  /** Returns the area of a pixel [m²]. */
  private double area() {
    double side = pixelPitch * 1e-6;
    return side * side;
  }
}

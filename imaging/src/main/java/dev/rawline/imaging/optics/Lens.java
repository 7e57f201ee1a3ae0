package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Learnable;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;

/**
 * Radiance → Irradiance: the light that a lens collects from a scene.
 *
 * <p>E = π τ L / (4 N²), where sin θ = 1/(2N) is the half angle of the cone of light that reaches a
 * point of the sensor. For a lens focused at a distance N is its f-number; for a microscope
 * objective it is M / (2 NA), so that E = π τ L (NA/M)². Source: M. Born and E. Wolf, Principles of
 * Optics, 7th ed., §4.8.3.
 *
 * <p>Backwards ∂L/∂τ = Σ ∂L/∂E · E/τ. The f-number has a gradient, but an optimizer keeps it fixed
 * by default.
 *
 * <pre>{@code
 * Irradiance light = new Lens(5.6, 0.95).apply(scene);
 * }</pre>
 *
 * @param fNumber the working f-number N on the side of the sensor, 0.3 to 1000
 * @param transmission the share τ of the light that the glass transmits, 0 to 1
 */
@FileWord("lens")
public record Lens(
    @Learnable(
            name = "lens.f_number",
            unit = "f-number",
            lowest = 0.3,
            highest = 1000,
            fixed = true)
        double fNumber,
    @Learnable(name = "lens.transmission", unit = "share", lowest = 0, highest = 1)
        double transmission)
    implements Differentiable<Radiance, Irradiance> {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Lens {
    ParameterChecks.requireRange("lens fNumber", fNumber, "f-number", 0.3, 1000);
    ParameterChecks.requireRange("lens transmission", transmission, "share", 0, 1);
  }

  /** Returns the projected solid angle of the light that reaches the sensor [sr]. */
  public double projectedSolidAngle() {
    return Math.PI / (4 * fNumber * fNumber);
  }

  @Override
  public Irradiance apply(Radiance scene) {
    double factor = plain(1);
    float[] in = scene.samples();
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = (float) (factor * in[i]);
    }
    return new Irradiance(scene.width(), scene.height(), out);
  }

  @Override
  public Pullback<Radiance, Irradiance> pull(Radiance scene) {
    return new DefinedPullback<>(
        apply(scene),
        2,
        (cotangent, gradient) -> {
          FloatBands in = FloatBands.dark(scene.width(), scene.height());
          back(FloatBands.of(scene), FloatBands.of(cotangent), gradient, in);
          return scene.with(in.samples);
        });
  }

  double plain(double radiance) {
    return projectedSolidAngle() * transmission * radiance;
  }

  void back(BandRows scene, BandRows cotangent, double[] gradient, BandRows in) {
    double[] light = new double[scene.width];
    double[] coming = new double[scene.width];
    double product = 0;
    for (int line = 0; line < Picture.CHANNELS * scene.height; line++) {
      scene.read(line, light);
      cotangent.read(line, coming);
      for (int column = 0; column < light.length; column++) {
        product += light[column] * coming[column];
        coming[column] = plain(coming[column]);
      }
      in.write(line, coming);
    }
    gradient[0] -= 2 / fNumber * projectedSolidAngle() * transmission * product;
    gradient[1] += projectedSolidAngle() * product;
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Irradiance → Irradiance: the fall-off of light from the middle of the picture to its corners.
 *
 * <p>out = cos⁴θ · (1 + a₁ r² + a₂ r⁴ + …) · in, r the distance from the middle of the frame on the
 * sensor [mm], tan θ = r / focal length. The first factor is the natural vignetting of a thin lens,
 * the second the measured rest. Lengths are on the sensor, so a frame smaller than the sensor is
 * its middle.
 *
 * <p>Backwards ∂L/∂a_i = Σ ∂L/∂out · cos⁴θ · r²ⁱ · in.
 *
 * <pre>{@code
 * Irradiance darker = new Vignetting(OptionalDouble.of(8), List.of(), 3.45).apply(light);
 * }</pre>
 *
 * @param focalLength the focal length [mm]; empty for no natural vignetting
 * @param coefficients a₁, a₂, … [mm⁻²ⁱ]; none for no other vignetting
 * @param pixelPitch the distance between pixels [µm]
 */
@FileWord("vignetting")
public record Vignetting(OptionalDouble focalLength, List<Double> coefficients, double pixelPitch)
    implements Differentiable<Irradiance, Irradiance> {
  private static final double MICROMETRES = 1000;

  /**
   * Copies and checks the numbers.
   *
   * @throws IllegalArgumentException if the focal length or the pitch is not above 0, or a
   *     coefficient is not finite
   */
  public Vignetting {
    coefficients = List.copyOf(coefficients);
    if (focalLength.isPresent()) {
      ParameterChecks.requireAbove("vignetting focalLength", focalLength.getAsDouble(), "mm", 0);
    }
    for (int i = 0; i < coefficients.size(); i++) {
      ParameterChecks.requireFinite(
          "vignetting coefficient " + (i + 1), coefficients.get(i), "mm^-" + 2 * (i + 1));
    }
    ParameterChecks.requireAbove("vignetting pixelPitch", pixelPitch, "µm", 0);
  }

  @Override
  public List<Parameter> parameters() {
    return coefficients.isEmpty()
        ? List.of()
        : List.of(Parameter.free(name(), "1/mm²ⁱ", coefficients.size()));
  }

  @Override
  public double[] values() {
    return coefficients.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public Vignetting with(double[] values) {
    return new Vignetting(focalLength, Arrays.stream(values).boxed().toList(), pixelPitch);
  }

  /**
   * Returns the vignetted light.
   *
   * @throws IllegalArgumentException if the factor is 0 or less in a corner of the frame
   */
  @Override
  public Irradiance apply(Irradiance light) {
    int width = light.width();
    int height = light.height();
    float[] in = light.samples();
    float[] out = new float[in.length];
    requireLight(width, height);
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          double[] gains = gains(row, width, height);
          for (int channel = 0; channel < Picture.CHANNELS; channel++) {
            int start = (channel * height + row) * width;
            for (int column = 0; column < width; column++) {
              out[start + column] = (float) (gains[column] * in[start + column]);
            }
          }
        });
    return light.with(out);
  }

  @Override
  public Pullback<Irradiance, Irradiance> pull(Irradiance light) {
    BandRows.Adjoint adjoint = this::back;
    return adjoint.pullback(light, apply(light), values().length);
  }

  void back(BandRows light, BandRows cotangent, double[] gradient, BandRows in) {
    int width = light.width;
    int height = light.height;
    if (gradient.length > 0) {
      slopes(light, cotangent, gradient);
    }
    Parallel.forEach(
        Parallel.CORES,
        height,
        row -> {
          double[] gains = gains(row, width, height);
          double[] coming = new double[width];
          for (int channel = 0; channel < Picture.CHANNELS; channel++) {
            cotangent.read(channel * height + row, coming);
            for (int column = 0; column < width; column++) {
              coming[column] *= gains[column];
            }
            in.write(channel * height + row, coming);
          }
        });
  }

  private void slopes(BandRows light, BandRows cotangent, double[] gradient) {
    int height = light.height;
    double[] given = new double[light.width];
    double[] coming = new double[light.width];
    for (int line = 0; line < Picture.CHANNELS * height; line++) {
      light.read(line, given);
      cotangent.read(line, coming);
      for (int column = 0; column < given.length; column++) {
        double square = square(line % height, column, given.length, height);
        double power = natural(square) * given[column] * coming[column];
        for (int i = 0; i < gradient.length; i++) {
          power *= square;
          gradient[i] += power;
        }
      }
    }
  }

  private void requireLight(int width, int height) {
    for (int row = 0; row < height; row++) {
      for (double gain : gains(row, width, height)) {
        if (!(gain > 0)) {
          throw new IllegalArgumentException(
              "vignetting leaves %s of the light in row %d: expected above 0 everywhere; its coefficients do not fit a frame of %d×%d pixels of %s µm"
                  .formatted(gain, row, width, height, pixelPitch));
        }
      }
    }
  }

  double[] gains(int row, int width, int height) {
    double[] gains = new double[width];
    for (int column = 0; column < width; column++) {
      double square = square(row, column, width, height);
      double polynomial = 0;
      for (double coefficient : coefficients.reversed()) {
        polynomial = (polynomial + coefficient) * square;
      }
      gains[column] = natural(square) * (1 + polynomial);
    }
    return gains;
  }

  /** Returns the square of a pixel's distance from the middle [mm²]. */
  private double square(int row, int column, int width, int height) {
    double down = (row - (height - 1) / 2.0) * pixelPitch / MICROMETRES;
    double right = (column - (width - 1) / 2.0) * pixelPitch / MICROMETRES;
    return down * down + right * right;
  }

  /** Returns cos⁴θ. */
  private double natural(double square) {
    if (focalLength.isEmpty()) {
      return 1;
    }
    double focal = focalLength.getAsDouble();
    double cosineSquared = 1 / (1 + square / (focal * focal));
    return cosineSquared * cosineSquared;
  }
}

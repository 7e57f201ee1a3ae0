package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Picture;
import java.util.List;

/**
 * Colour correction: a matrix from the camera's colours to those of the display.
 *
 * <p>out_k = Σ_c M[k, c] · in_c
 *
 * <pre>{@code
 * Matrix3 matrix = Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.3, 1.3);
 * LinearRgb srgb = new ColourCorrection(matrix).apply(rgb);
 * }</pre>
 */
@FileWord("colour_correction")
public record ColourCorrection(
    @Described(
            meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue",
            bare = true,
            camera = true)
        Matrix3 matrix)
    implements ColourStage, Invertible<LinearRgb, LinearRgb> {

  /** Beyond it float32 rounding is amplified to a thousandth of full scale and more. */
  private static final double LARGEST_CONDITION = 1e4;

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free("colour_matrix", "no unit", Picture.CHANNELS, Picture.CHANNELS));
  }

  @Override
  public double[] values() {
    return matrix.rows().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public ColourCorrection with(double[] values) {
    return new ColourCorrection(Matrix3.of(values));
  }

  /**
   * Returns the colour correction by M⁻¹.
   *
   * @throws IllegalArgumentException if M is singular, or so nearly that its condition number
   *     ‖M‖·‖M⁻¹‖ (largest sum of a row) exceeds 10⁴
   */
  @Override
  public ColourCorrection inverse() {
    try {
      Matrix3 inverse = matrix.inverse();
      double condition = norm(matrix) * norm(inverse);
      if (condition <= LARGEST_CONDITION) {
        return new ColourCorrection(inverse);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      // singular: the message below covers both cases
    }
    throw new IllegalArgumentException(
        "colour_matrix %s maps different colours to one (it is singular, or nearly so): expected an invertible matrix"
            .formatted(matrix.rows()));
  }

  private static double norm(Matrix3 of) {
    return of.rows().stream()
        .mapToDouble(row -> row.stream().mapToDouble(Math::abs).sum())
        .max()
        .orElseThrow();
  }

  Planes plain(Planes rgb) {
    Planes out = rgb.blank();
    int area = rgb.height * rgb.width;
    for (int k = 0; k < rgb.channels; k++) {
      for (int c = 0; c < rgb.channels; c++) {
        double weight = matrix.at(k, c);
        for (int i = 0; i < area; i++) {
          out.samples[k * area + i] += weight * rgb.samples[c * area + i];
        }
      }
    }
    return out;
  }

  Planes back(Planes rgb, Planes cotangent, double[] gradient) {
    Planes input = rgb.blank();
    int area = rgb.height * rgb.width;
    for (int k = 0; k < rgb.channels; k++) {
      for (int c = 0; c < rgb.channels; c++) {
        double weight = matrix.at(k, c);
        for (int i = 0; i < area; i++) {
          double coming = cotangent.samples[k * area + i];
          input.samples[c * area + i] += weight * coming;
          gradient[k * rgb.channels + c] += coming * rgb.samples[c * area + i];
        }
      }
    }
    return input;
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;
import java.util.List;

/**
 * Irradiance → Irradiance: lateral chromatic aberration: the bands are imaged at different sizes.
 *
 * <p>out(y, x) = in(c + (y − c) / m, c + (x − c) / m), c the middle of the frame, m the band's
 * magnification; cubic interpolation along columns and rows between samples, {@link Border#MIRROR}
 * beyond the edge. Light is never negative: where the interpolation would undershoot 0, it is 0.
 *
 * <p>Backwards the slope by m is that of the interpolation; where it was clipped at 0, the gradient
 * is 0.
 *
 * <pre>{@code
 * Irradiance fringed = new ChromaticAberration(new Rgb(1.001, 1, 0.999)).apply(light);
 * }</pre>
 *
 * @param magnification the size of each band's image, 0.9 to 1.1, without unit; 1 changes nothing
 */
@FileWord("chromatic_aberration")
public record ChromaticAberration(Rgb magnification)
    implements Differentiable<Irradiance, Irradiance> {
  private static final double SMALLEST = 0.9;
  private static final double LARGEST = 1.1;
  private static final int ROWS_AT_ONCE = 32;

  /** The same size for every band. */
  public static final ChromaticAberration NONE = new ChromaticAberration(new Rgb(1, 1, 1));

  /**
   * Checks the magnifications.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public ChromaticAberration {
    for (Colour colour : Colour.values()) {
      ParameterChecks.requireRange(
          "chromatic_aberration magnification of " + colour,
          magnification.at(colour),
          "no unit",
          SMALLEST,
          LARGEST);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(name(), "no unit", List.of(3), SMALLEST, LARGEST, /* learned= */ true));
  }

  @Override
  public double[] values() {
    return new double[] {magnification.red(), magnification.green(), magnification.blue()};
  }

  @Override
  public ChromaticAberration with(double[] values) {
    return new ChromaticAberration(new Rgb(values[0], values[1], values[2]));
  }

  @Override
  public Irradiance apply(Irradiance light) {
    int width = light.width();
    int height = light.height();
    float[] out = new float[light.samples().length];
    for (Colour colour : Colour.values()) {
      int start = colour.plane() * height * width;
      CubicInterpolation down = new CubicInterpolation(height, magnification.at(colour));
      CubicInterpolation across = new CubicInterpolation(width, magnification.at(colour));
      Parallel.forEach(
          Parallel.CORES,
          Math.ceilDiv(height, ROWS_AT_ONCE),
          block -> {
            double[] line = new double[width];
            int bottom = Math.min(height, (block + 1) * ROWS_AT_ONCE);
            for (int row = block * ROWS_AT_ONCE; row < bottom; row++) {
              down.row(row, light.samples(), start, line);
              for (int column = 0; column < width; column++) {
                out[start + row * width + column] = (float) across.at(column, line, 0, 1);
              }
            }
          });
    }
    return light.with(out);
  }

  @Override
  public Pullback<Irradiance, Irradiance> pull(Irradiance light) {
    BandRows.Adjoint adjoint = this::back;
    return adjoint.pullback(light, apply(light), values().length);
  }

  void back(BandRows light, BandRows cotangent, double[] gradient, BandRows in) {
    for (Colour colour : Colour.values()) {
      gradient[colour.plane()] += back(colour, light, cotangent, in);
    }
  }

  /**
   * Propagates one colour's gradient back row by row, and returns the derivative by its
   * magnification.
   */
  private double back(Colour colour, BandRows light, BandRows cotangent, BandRows in) {
    int width = light.width;
    int height = light.height;
    int first = colour.plane() * height;
    CubicInterpolation down = new CubicInterpolation(height, magnification.at(colour));
    CubicInterpolation across = new CubicInterpolation(width, magnification.at(colour));
    RowAccumulator byLight =
        new RowAccumulator(width, down.last(), (row, samples) -> in.write(first + row, samples));
    double[][] read = new double[CubicInterpolation.TAPS][width];
    double[][] byRead = new double[CubicInterpolation.TAPS][];
    double[] half = new double[width];
    double[] byHalf = new double[width];
    double[] byOut = new double[width];
    double slope = 0;
    for (int row = 0; row < height; row++) {
      for (int tap = 0; tap < CubicInterpolation.TAPS; tap++) {
        light.read(first + down.place(row, tap), read[tap]);
        byRead[tap] = byLight.at(down.place(row, tap));
      }
      down.row(row, read, half);
      cotangent.read(first + row, byOut);
      Arrays.fill(byHalf, 0);
      for (int column = 0; column < width; column++) {
        slope += across.back(column, half, byOut[column], byHalf);
      }
      slope += down.back(row, read, byHalf, byRead);
      for (int tap = 0; tap < CubicInterpolation.TAPS; tap++) {
        byLight.close(down.place(row, tap), row);
      }
    }
    return slope;
  }
}

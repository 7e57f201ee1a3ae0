package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.Radiance;
import java.util.function.UnaryOperator;

/**
 * The definition of a stage on light in double precision, as one on samples.
 *
 * @param shape the shape of the light
 * @param forward the forward pass
 * @param adjoint the backward pass
 */
record LightDefinition(
    StageLaws.Shape shape, UnaryOperator<DoubleBands> forward, BandRows.Adjoint adjoint)
    implements StageLaws.Definition {

  @Override
  public double[] apply(double[] input) {
    return forward.apply(light(input)).samples;
  }

  @Override
  public double[] back(double[] input, double[] cotangent, double[] gradient) {
    return back(adjoint, light(input), light(cotangent), gradient).samples;
  }

  private DoubleBands light(double[] samples) {
    return new DoubleBands(shape.width(), shape.height(), samples);
  }

  /** Returns the gradient with respect to light and adds that with respect to the parameters. */
  static DoubleBands back(
      BandRows.Adjoint adjoint, DoubleBands light, DoubleBands cotangent, double[] gradient) {
    DoubleBands in = new DoubleBands(light.width, light.height);
    adjoint.back(light, cotangent, gradient, in);
    return in;
  }

  static LightDefinition of(PointSpread spread, StageLaws.Shape shape) {
    return new LightDefinition(
        shape,
        light -> plain(spread, light),
        (light, cotangent, gradient, in) ->
            spread.back(light, cotangent, gradient, in, weights -> weights));
  }

  static DoubleBands plain(PointSpread spread, DoubleBands light) {
    DoubleBands out = new DoubleBands(light.width, light.height);
    for (Colour colour : Colour.values()) {
      out.put(colour, spread.spread(colour).of(light.plane(colour), light.width, light.height));
    }
    return out;
  }

  static DoubleBands plain(Vignetting vignetting, DoubleBands light) {
    DoubleBands out = new DoubleBands(light.width, light.height);
    for (int line = 0; line < Picture.CHANNELS * light.height; line++) {
      double[] gains = vignetting.gains(line % light.height, light.width, light.height);
      for (int column = 0; column < light.width; column++) {
        int at = line * light.width + column;
        out.samples[at] = gains[column] * light.samples[at];
      }
    }
    return out;
  }

  static DoubleBands plain(ChromaticAberration aberration, DoubleBands light) {
    DoubleBands out = new DoubleBands(light.width, light.height);
    for (Colour colour : Colour.values()) {
      double magnification = aberration.magnification().at(colour);
      CubicInterpolation down = new CubicInterpolation(light.height, magnification);
      CubicInterpolation across = new CubicInterpolation(light.width, magnification);
      out.put(colour, across(across, down(down, light.plane(colour), light.width), light.height));
    }
    return out;
  }

  private static double[] down(CubicInterpolation cubic, double[] plane, int width) {
    double[] out = new double[plane.length];
    for (int at = 0; at < out.length; at++) {
      out[at] = cubic.at(at / width, plane, at % width, width);
    }
    return out;
  }

  private static double[] across(CubicInterpolation cubic, double[] plane, int height) {
    double[] out = new double[plane.length];
    int width = plane.length / height;
    for (int at = 0; at < out.length; at++) {
      out[at] = cubic.at(at % width, plane, at / width * width, 1);
    }
    return out;
  }

  static DoubleBands plain(Resampling stage, Radiance grid, DoubleBands scene) {
    AreaMean down = stage.down(grid);
    AreaMean across = stage.across(grid);
    DoubleBands out = new DoubleBands(stage.width(), stage.height());
    for (int line = 0; line < Picture.CHANNELS * out.height; line++) {
      int row = line % out.height;
      for (int column = 0; column < out.width; column++) {
        double sum = 0;
        for (int i = 0; i < down.shares[row].length; i++) {
          int from = (line / out.height * scene.height + down.first[row] + i) * scene.width;
          sum += down.shares[row][i] * Resampling.mean(across, column, scene.samples, from);
        }
        out.samples[line * out.width + column] = sum;
      }
    }
    return out;
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.List;

/**
 * The point spread of a uniform motion during the exposure: a line.
 *
 * <p>Each weight is the share of the path on the pixel; the middle of the path is the centre of the
 * point's pixel.
 *
 * <p>Backwards the derivative by the length L is exact, except at the kinks where the path's end
 * enters another pixel: the pixels of the two ends gain ½ each, and every weight loses its own
 * share, all divided by L. The angle has no gradient.
 */
@FileWord("motion")
public record LinearMotion(
    @Described(meaning = "the length of the path", min = 0, max = 1000) double length,
    @Described(meaning = "the unit of the length, on the sensor", required = true) LengthUnit unit,
    @Described(meaning = "0 along a row, 90 down a column", unit = "°", min = -180, max = 180)
        double angle)
    implements PointSpreadFunction {
  private static final double LARGEST = 1000;

  /** An overlap with a pixel shorter than this [px] is ignored. */
  private static final double ROUNDING = 1e-9;

  /** A step along an axis smaller than this [px/px] counts as 0. */
  private static final double PARALLEL = 1e-12;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LinearMotion {
    ParameterChecks.requireRange("motion length", length, unit.symbol(), 0, LARGEST);
    ParameterChecks.requireRange("motion angle", angle, "°", -180, 180);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.between(0, LARGEST, "length", unit.symbol()));
  }

  @Override
  public double[] values() {
    return new double[] {length};
  }

  @Override
  public LinearMotion with(double[] values) {
    return new LinearMotion(values[0], unit, angle);
  }

  ConvolutionPasses spread(double pixelPitch) {
    double pixels = pixels(pixelPitch);
    if (pixels == 0) {
      return ConvolutionPasses.square(1);
    }
    return ConvolutionPasses.square(
        ConvolutionPasses.normalised(onPixels(pixels, (from, to) -> to - from)));
  }

  /** Returns the derivatives of the weights by the length. */
  ConvolutionPasses slope(double pixelPitch) {
    double pixels = pixels(pixelPitch);
    if (pixels == 0) {
      return ConvolutionPasses.square(0);
    }
    double[] shares = ConvolutionPasses.normalised(onPixels(pixels, (from, to) -> to - from));
    double end = pixels / 2;
    double[] slope =
        onPixels(pixels, (from, to) -> (to == end ? 0.5 : 0) + (from == -end ? 0.5 : 0));
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (slope[i] - shares[i]) / pixels * unit.inPixels(pixelPitch);
    }
    return ConvolutionPasses.square(slope);
  }

  private double pixels(double pixelPitch) {
    double pixels = length * unit.inPixels(pixelPitch);
    ParameterChecks.requireRange("motion length on this sensor", pixels, "px", 0, LARGEST);
    return pixels;
  }

  /** The part of the path on a pixel, as distances from the path's middle. */
  private interface Share {
    double of(double from, double to);
  }

  private double[] onPixels(double pixels, Share share) {
    double across = StrictMath.cos(Math.toRadians(angle));
    double down = StrictMath.sin(Math.toRadians(angle));
    double furthest = pixels / 2 * Math.max(Math.abs(across), Math.abs(down));
    int reach = (int) Math.ceil(furthest - 0.5 - ROUNDING);
    int side = 2 * Math.max(reach, 0) + 1;
    double[] shares = new double[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double[] part = {-pixels / 2, pixels / 2};
        clip(part, across, column - side / 2);
        clip(part, down, row - side / 2);
        if (part[0] < part[1]) {
          shares[row * side + column] = share.of(part[0], part[1]);
        }
      }
    }
    return shares;
  }

  /** Clips a part of the path to half a pixel around a position along one axis. */
  private static void clip(double[] part, double step, int place) {
    if (Math.abs(step) < PARALLEL) {
      if (place != 0) {
        part[1] = part[0];
      }
      return;
    }
    double one = (place - 0.5) / step;
    double other = (place + 0.5) / step;
    part[0] = Math.max(part[0], Math.min(one, other));
    part[1] = Math.min(part[1], Math.max(one, other));
  }
}

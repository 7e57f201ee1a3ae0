package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.StageLaws;
import java.util.function.UnaryOperator;

/**
 * A stage's definition on light, shown to the laws as one on samples.
 *
 * @param shape the shape of the light
 * @param forth what the stage makes of light
 * @param back the backward pass
 */
record LightDefinition(StageLaws.Shape shape, UnaryOperator<DoubleBands> forth, WayBack back)
    implements StageLaws.Definition {

  /** The backward pass through a stage. */
  interface WayBack {
    DoubleBands back(DoubleBands input, DoubleBands cotangent, double[] gradient);
  }

  @Override
  public double[] apply(double[] input) {
    return forth.apply(light(input)).samples;
  }

  @Override
  public double[] back(double[] input, double[] cotangent, double[] gradient) {
    return back.back(light(input), light(cotangent), gradient).samples;
  }

  private DoubleBands light(double[] samples) {
    return new DoubleBands(shape.width(), shape.height(), samples);
  }
}

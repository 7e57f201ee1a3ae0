package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.StageLaws;
import java.util.function.UnaryOperator;

/**
 * A stage's definition on planes, adapted to samples for the laws.
 *
 * @param shape the shape of the planes
 * @param forth the forward pass on planes
 * @param back the backward pass
 */
record PlanesDefinition(StageLaws.Shape shape, UnaryOperator<Planes> forth, WayBack back)
    implements StageLaws.Definition {

  /** The backward pass through a stage. */
  interface WayBack {
    Planes back(Planes input, Planes cotangent, double[] gradient);
  }

  @Override
  public double[] apply(double[] input) {
    return forth.apply(planes(input)).samples;
  }

  @Override
  public double[] back(double[] input, double[] cotangent, double[] gradient) {
    return back.back(planes(input), planes(cotangent), gradient).samples;
  }

  private Planes planes(double[] samples) {
    int area = shape.height() * shape.width();
    return new Planes(samples.length / area, shape.height(), shape.width(), samples);
  }
}

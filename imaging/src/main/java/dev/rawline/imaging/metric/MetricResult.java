package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.View;
import java.util.function.ToDoubleBiFunction;

/**
 * The value of a metric for a picture, and its gradient with respect to the picture.
 *
 * @param value the metric's number
 * @param gradient ∂value/∂picture, sample by sample, computed in double and rounded to float32
 */
public record MetricResult(double value, View gradient) {

  /** Runs a definition that returns the value and fills in the gradient. */
  static MetricResult of(ImagePair pair, ToDoubleBiFunction<ImagePair, double[]> definition) {
    double[] gradient = new double[pair.length()];
    double value = definition.applyAsDouble(pair, gradient);
    return new MetricResult(value, new View(pair.width, pair.height, Frame.narrowed(gradient)));
  }
}

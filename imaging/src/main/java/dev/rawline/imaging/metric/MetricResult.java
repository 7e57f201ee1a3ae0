package dev.rawline.imaging.metric;

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
    float[] narrow = new float[gradient.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) gradient[i];
    }
    return new MetricResult(value, new View(pair.width, pair.height, narrow));
  }
}

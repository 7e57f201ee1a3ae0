package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parameter;
import java.util.List;

/**
 * The image of one point, normalised to a sum of 1: the weights by which {@link PointSpread}
 * spreads each sample.
 */
public sealed interface PointSpreadFunction
    permits AiryDisc, GaussianSpread, DefocusDisc, LinearMotion, MeasuredSpread {

  /** Returns the parameters with gradients (default: none). */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Returns the values of all parameters, in their order. */
  default double[] values() {
    return new double[0];
  }

  /**
   * Returns this function with other parameter values.
   *
   * @param values as long as {@link #values}, in the same order
   * @throws IllegalArgumentException if the function rejects a value
   */
  default PointSpreadFunction with(double[] values) {
    return this;
  }
}

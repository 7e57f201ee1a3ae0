package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parameter;
import java.util.List;

/**
 * The light that a lens makes of one point, relative to all of it: how {@link PointSpread} spreads
 * each sample.
 */
public sealed interface PointSpreadFunction
    permits AiryDisc, GaussianSpread, DefocusDisc, LinearMotion, MeasuredSpread {

  /** Returns the function's name as it stands in files, for example {@code gaussian}. */
  String name();

  /** Returns the numbers that a gradient can be taken by; none unless a function says otherwise. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** Returns the numbers of all parameters, in their order. */
  default double[] values() {
    return new double[0];
  }

  /**
   * Returns this function with other numbers.
   *
   * @param values as many as {@link #values} returns, in its order
   * @throws IllegalArgumentException if the function refuses a number
   */
  default PointSpreadFunction with(double[] values) {
    return this;
  }
}

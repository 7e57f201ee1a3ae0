package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Frame;

/**
 * A pullback by a stage's definition, in double precision.
 *
 * @param value what the stage made
 * @param parameters how many numbers the stage has
 * @param definition the way back
 */
record DefinedPullback<I extends Frame, O extends Frame>(
    O value, int parameters, Definition<I, O> definition) implements Pullback<I, O> {

  /** Returns the gradient by the input, and adds that by the parameters to an array. */
  @FunctionalInterface
  interface Definition<I, O> {
    I back(O cotangent, double[] gradient);
  }

  @Override
  public Gradient<I> back(O cotangent) {
    if (cotangent.width() != value.width() || cotangent.height() != value.height()) {
      throw new IllegalArgumentException(
          "a gradient of %d×%d pixels came back to a stage that made %d×%d: give one of that size"
              .formatted(cotangent.width(), cotangent.height(), value.width(), value.height()));
    }
    double[] gradient = new double[parameters];
    I input = definition.back(cotangent, gradient);
    return new Gradient<>(input, gradient);
  }
}

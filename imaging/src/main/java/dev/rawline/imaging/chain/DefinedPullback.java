package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * A pullback by a stage's definition, in double precision.
 *
 * @param value what the stage made
 * @param parameters how many numbers the stage has
 * @param definition the way back
 * @param <I> the frame that came in
 * @param <O> the frame that went out
 */
public record DefinedPullback<I extends Frame, O extends Frame>(
    O value, int parameters, Definition<I, O> definition) implements Pullback<I, O> {

  /**
   * The way back through a stage's definition.
   *
   * @param <I> the frame that came in
   * @param <O> the frame that went out
   */
  @FunctionalInterface
  public interface Definition<I, O> {
    /** Returns the gradient by the input, and adds that by the parameters to an array. */
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

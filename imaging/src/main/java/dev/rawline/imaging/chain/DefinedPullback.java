package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * A pullback that evaluates a stage's definition in double precision.
 *
 * @param value the stage's output
 * @param parameters the number of parameter values of the stage
 * @param definition the backward pass
 * @param <I> the input frame
 * @param <O> the output frame
 */
public record DefinedPullback<I extends Frame, O extends Frame>(
    O value, int parameters, Definition<I, O> definition) implements Pullback<I, O> {

  /**
   * The vector–Jacobian product of a stage's definition.
   *
   * @param <I> the input frame
   * @param <O> the output frame
   */
  @FunctionalInterface
  public interface Definition<I, O> {
    /**
     * Returns the gradient with respect to the input and adds the gradient with respect to the
     * parameters to an array.
     */
    I back(O cotangent, double[] gradient);
  }

  @Override
  public Gradient<I> back(O cotangent) {
    if (cotangent.width() != value.width() || cotangent.height() != value.height()) {
      throw new IllegalArgumentException(
          "a stage with an output of %d×%d pixels got a gradient of %d×%d: expected the same size"
              .formatted(value.width(), value.height(), cotangent.width(), cotangent.height()));
    }
    double[] gradient = new double[parameters];
    I input = definition.back(cotangent, gradient);
    return new Gradient<>(input, gradient);
  }
}

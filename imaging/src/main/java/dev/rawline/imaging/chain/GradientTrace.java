package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * The frames of a chain, step by step, and the gradient of a loss with respect to each.
 *
 * @param steps the input under the name "input", then the frame after every stage
 * @param gradient the gradient with respect to the input and to all parameters, stage after stage
 * @param <I> the input frame
 */
public record GradientTrace<I extends Frame>(List<Step> steps, Gradient<I> gradient) {

  /** Copies the steps. */
  public GradientTrace {
    steps = List.copyOf(steps);
  }

  /**
   * The frame after one stage and the gradient of the loss with respect to it.
   *
   * @param name the stage's name
   * @param frame the stage's output
   * @param gradient ∂L/∂frame, a frame as large
   */
  public record Step(String name, Frame frame, Frame gradient) {}
}

package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * What a chain made of one frame, step by step, and how a loss changes with every sample of it.
 *
 * @param steps the input under the name "input", then the frame after every stage
 * @param gradient the gradient by the input and by all parameters, stage after stage
 * @param <I> the frame that came in
 */
public record GradientTrace<I extends Frame>(List<Step> steps, Gradient<I> gradient) {

  /** Copies the steps. */
  public GradientTrace {
    steps = List.copyOf(steps);
  }

  /**
   * The frame after one stage, and the loss's gradient by it.
   *
   * @param name the stage's name
   * @param frame what the stage made
   * @param gradient ∂L/∂frame, a frame as large
   */
  public record Step(String name, Frame frame, Frame gradient) {}
}

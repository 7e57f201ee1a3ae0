package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * The frames of a chain, step by step.
 *
 * @param steps the input under the name "input", then the frame after every stage
 */
public record Trace(List<Step> steps) {

  /** Copies the steps. */
  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * The frame after one stage.
   *
   * @param name the stage's name
   * @param frame the stage's output
   */
  public record Step(String name, Frame frame) {}
}

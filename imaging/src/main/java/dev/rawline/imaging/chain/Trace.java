package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * What a chain made of one frame, step by step.
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
   * @param frame what the stage made
   */
  public record Step(String name, Frame frame) {}
}

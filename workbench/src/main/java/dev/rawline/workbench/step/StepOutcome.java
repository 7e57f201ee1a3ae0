package dev.rawline.workbench.step;

import java.time.Duration;

/** How a step of a plan ended. */
public sealed interface StepOutcome {

  /**
   * It is finished.
   *
   * @param took how long that took
   */
  record Finished(Duration took) implements StepOutcome {}

  /** Another process finished it meanwhile. */
  record Reused() implements StepOutcome {}

  /** It was asked to stop; what it did so far stays. */
  record Stopped() implements StepOutcome {}

  /**
   * It failed.
   *
   * @param why the reason, in a sentence
   */
  record Failed(String why) implements StepOutcome {}

  /**
   * It was not run, because a step that it needs failed.
   *
   * @param failed what that one is called
   */
  record LeftOut(String failed) implements StepOutcome {}
}

package dev.rawline.workbench.step;

import java.time.Duration;

/** The end of a step of a plan. */
public sealed interface StepOutcome {

  /**
   * It is finished.
   *
   * @param took its duration
   */
  record Finished(Duration took) implements StepOutcome {}

  /** Another process has finished it. */
  record Reused() implements StepOutcome {}

  /** It was stopped; its work so far is kept. */
  record Stopped() implements StepOutcome {}

  /**
   * It failed.
   *
   * @param why the reason, in a sentence
   */
  record Failed(String why) implements StepOutcome {}

  /**
   * It was skipped, because a step that it needs failed.
   *
   * @param failed the name of that step
   */
  record LeftOut(String failed) implements StepOutcome {}
}

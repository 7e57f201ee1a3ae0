package dev.rawline.lab.step;

import java.time.Duration;

/** How a step of a plan ended. */
public sealed interface StepEnd {

  /**
   * It is finished.
   *
   * @param took how long that took
   */
  record Finished(Duration took) implements StepEnd {}

  /** Another process finished it meanwhile. */
  record Reused() implements StepEnd {}

  /** It was asked to stop; what it did so far stays. */
  record Stopped() implements StepEnd {}

  /**
   * It failed.
   *
   * @param why the reason, in a sentence
   */
  record Failed(String why) implements StepEnd {}

  /**
   * It was not run, because a step that it needs failed.
   *
   * @param failed what that one is called
   */
  record LeftOut(String failed) implements StepEnd {}
}

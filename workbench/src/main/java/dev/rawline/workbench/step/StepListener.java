package dev.rawline.workbench.step;

import java.util.List;

/** Receives the progress of a plan's steps: from several threads, but one call at a time. */
public interface StepListener {

  /** Ignores everything. */
  StepListener SILENT = new StepListener() {};

  /**
   * A plan begins.
   *
   * @param toRun its steps that have no finished result yet, in its order
   * @param reused the number of its other steps
   */
  default void begins(List<Step<?>> toRun, int reused) {}

  /** A step begins. */
  default void begins(Step<?> step) {}

  /** A step reports its progress, as {@link StepContext#reports} describes. */
  default void reports(Step<?> step, long done, long all, String words) {}

  /** The user should know something about a step. */
  default void notes(Step<?> step, String note) {}

  /** A step of those to run ends; one that was reused or skipped ends without having begun. */
  default void ends(Step<?> step, StepOutcome end) {}
}

package dev.rawline.workbench.step;

import java.util.List;

/** Hears how far a plan's steps have come: from several threads, but one call at a time. */
public interface StepListener {

  /** Hears nothing. */
  StepListener SILENT =
      new StepListener() {
        @Override
        public void begins(List<Step<?>> toRun, int reused) {}

        @Override
        public void begins(Step<?> step) {}

        @Override
        public void tells(Step<?> step, long done, long all, String words) {}

        @Override
        public void notes(Step<?> step, String note) {}

        @Override
        public void ends(Step<?> step, StepOutcome end) {}
      };

  /**
   * A plan begins.
   *
   * @param toRun its steps that have no finished result yet, in its order
   * @param reused how many others it has
   */
  void begins(List<Step<?>> toRun, int reused);

  /** A step begins. */
  void begins(Step<?> step);

  /** A step tells how far it has come, as {@link StepContext#tells} has it. */
  void tells(Step<?> step, long done, long all, String words);

  /** There is something that a person should know of a step. */
  void notes(Step<?> step, String note);

  /** A step of those to run ends; one that was reused or left out ends without having begun. */
  void ends(Step<?> step, StepOutcome end);
}

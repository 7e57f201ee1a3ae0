package dev.rawline.workbench.step;

import java.util.List;

/**
 * Passes the calls of several threads on, one at a time.
 *
 * @param progress the receiver
 */
record SynchronizedProgress(StepListener progress) implements StepListener {
  @Override
  public synchronized void begins(List<Step<?>> toRun, int reused) {
    progress.begins(toRun, reused);
  }

  @Override
  public synchronized void begins(Step<?> step) {
    progress.begins(step);
  }

  @Override
  public synchronized void reports(Step<?> step, long done, long all, String words) {
    progress.reports(step, done, all, words);
  }

  @Override
  public synchronized void notes(Step<?> step, String note) {
    progress.notes(step, note);
  }

  @Override
  public synchronized void ends(Step<?> step, StepOutcome end) {
    progress.ends(step, end);
  }
}

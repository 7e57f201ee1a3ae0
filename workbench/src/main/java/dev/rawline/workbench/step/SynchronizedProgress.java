package dev.rawline.workbench.step;

import java.util.List;

/**
 * Lets one thread tell at a time.
 *
 * @param progress who hears it
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
  public synchronized void tells(Step<?> step, long done, long all, String words) {
    progress.tells(step, done, all, words);
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

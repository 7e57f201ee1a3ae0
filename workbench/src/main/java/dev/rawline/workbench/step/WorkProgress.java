package dev.rawline.workbench.step;

import dev.rawline.imaging.numeric.Progress;

/** Reports the progress of one task as that of the step that runs it. */
final class WorkProgress implements Progress {
  private final StepContext work;
  private double done;
  private long total;

  WorkProgress(StepContext work) {
    this.work = work;
  }

  @Override
  public synchronized void size(long all, String unit) {
    done = 0;
    total = all;
  }

  @Override
  public synchronized void advance(double amount) {
    done += amount;
    work.reports(Math.round(done), total, "");
  }

  @Override
  public void note(String note) {
    work.notes(note);
  }
}

package dev.rawline.workbench.step;

import dev.rawline.workbench.share.ShareReport;
import java.util.function.Consumer;

/**
 * Reports the progress of the one step of a share to the process that spread the work.
 *
 * @param sink takes the reports, from the threads of the step
 */
record ShareListener(Consumer<ShareReport> sink) implements StepListener {
  @Override
  public void reports(Step<?> step, long done, long all, String words) {
    sink.accept(new ShareReport.Advance(done, all, words));
  }

  @Override
  public void notes(Step<?> step, String note) {
    sink.accept(new ShareReport.Note(note));
  }
}

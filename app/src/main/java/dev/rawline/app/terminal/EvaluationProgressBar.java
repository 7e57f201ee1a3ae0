package dev.rawline.app.terminal;

import dev.rawline.learning.joint.Evaluation;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Progress of judging samples on stderr: a bar on a terminal, nothing otherwise. */
public final class EvaluationProgressBar implements Evaluation.Progress, AutoCloseable {
  private final Optional<Integer> columns = ProgressBars.columns();
  private final String what;
  private final Optional<InterruptHandler> interruption;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * Begins no bar yet.
   *
   * @param what what is done to the samples, a word or two before the bar
   */
  public EvaluationProgressBar(String what) {
    this(what, Optional.empty());
  }

  /**
   * Begins no bar yet, and to listen for an interruption, which the next sample then ends by.
   *
   * @param what what is done to the samples, a word or two before the bar
   */
  public EvaluationProgressBar(String what, InterruptHandler interruption) {
    this(what, Optional.of(interruption));
    interruption.stops();
  }

  private EvaluationProgressBar(String what, Optional<InterruptHandler> interruption) {
    this.what = what;
    this.interruption = interruption;
  }

  @Override
  public synchronized void judged(int done, int all) {
    interruption.ifPresent(InterruptHandler::requireNone);
    if (columns.isEmpty()) {
      return;
    }
    if (bar.isEmpty()) {
      bar =
          Optional.of(
              ProgressBars.of(columns.get())
                  .setTaskName(what)
                  .setInitialMax(all)
                  .startsFrom(0, Duration.ZERO)
                  .setUnit(" samples", 1)
                  .build());
    }
    bar.get().stepTo(done);
  }

  /** Ends the bar; what is judged next begins another one. */
  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}

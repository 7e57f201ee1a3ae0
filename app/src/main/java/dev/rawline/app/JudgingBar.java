package dev.rawline.app;

import dev.rawline.learning.joint.Evaluation;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** Progress of judging samples on stderr: a bar on a terminal, nothing otherwise. */
final class JudgingBar implements Evaluation.Progress, AutoCloseable {
  private final Optional<Integer> columns = TerminalBar.columns();
  private final String what;
  private final Optional<Interruption> interruption;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * Begins no bar yet.
   *
   * @param what what is done to the samples, a word or two before the bar
   */
  JudgingBar(String what) {
    this(what, Optional.empty());
  }

  /**
   * Begins no bar yet, and to listen for an interruption, which the next sample then ends by.
   *
   * @param what what is done to the samples, a word or two before the bar
   */
  JudgingBar(String what, Interruption interruption) {
    this(what, Optional.of(interruption));
    interruption.stops();
  }

  private JudgingBar(String what, Optional<Interruption> interruption) {
    this.what = what;
    this.interruption = interruption;
  }

  @Override
  public synchronized void judged(int done, int all) {
    interruption.ifPresent(Interruption::requireNone);
    if (columns.isEmpty()) {
      return;
    }
    if (bar.isEmpty()) {
      bar =
          Optional.of(
              TerminalBar.of(columns.get())
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

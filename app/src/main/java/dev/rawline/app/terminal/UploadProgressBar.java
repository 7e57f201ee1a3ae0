package dev.rawline.app.terminal;

import dev.rawline.workbench.tracking.TrackingProgress;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress of what is sent to a tracking server, on stderr: a bar on a terminal, one line
 * otherwise.
 */
public final class UploadProgressBar implements TrackingProgress, AutoCloseable {
  private final PrintWriter err;
  private final Optional<Integer> columns;
  private Optional<ProgressBar> bar = Optional.empty();
  private boolean told;

  private UploadProgressBar(PrintWriter err, Optional<Integer> columns) {
    this.err = err;
    this.columns = columns;
  }

  /** Returns progress for wherever stderr leads. */
  public static UploadProgressBar on(PrintWriter err) {
    return new UploadProgressBar(err, ProgressBars.columns());
  }

  @Override
  public synchronized void notes(String note) {
    close();
    err.println(note);
  }

  @Override
  public synchronized void sends(long sent, long all) {
    if (columns.isEmpty()) {
      if (!told) {
        told = true;
        err.printf("sending %d entries to the tracking server …%n", all - sent);
      }
      return;
    }
    if (bar.isEmpty()) {
      bar =
          Optional.of(
              ProgressBars.of(columns.get())
                  .setTaskName("tracking server")
                  .setUnit(" entries", 1)
                  .build());
    }
    bar.get().maxHint(all);
    bar.get().stepTo(sent);
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}

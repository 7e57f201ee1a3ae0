package dev.rawline.app.terminal;

import dev.rawline.data.store.TransferProgress;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/**
 * Progress of a transfer on stderr: a bar with MB, MB/s and the time left on a terminal, one line a
 * file otherwise.
 */
public final class TransferProgressBar implements TransferProgress, AutoCloseable {
  private static final long MEGA = 1_000_000;

  private final PrintWriter err;
  private final Optional<Integer> columns;
  private Optional<ProgressBar> bar = Optional.empty();
  private int number;
  private int files;

  private TransferProgressBar(PrintWriter err, Optional<Integer> columns) {
    this.err = err;
    this.columns = columns;
  }

  /** Returns progress for wherever stderr leads, as {@link FileProgressBar#on}. */
  public static TransferProgressBar on(PrintWriter err) {
    return new TransferProgressBar(err, ProgressBars.columns());
  }

  @Override
  public synchronized void begins(int of, long bytes) {
    close();
    number = 0;
    files = of;
    if (columns.isPresent() && bytes > 0) {
      bar =
          Optional.of(
              ProgressBars.of(columns.get())
                  .setInitialMax(bytes)
                  .setUnit(" MB", MEGA)
                  .showSpeed()
                  .build());
    }
  }

  @Override
  public synchronized void advances(long bytes) {
    bar.ifPresent(shown -> shown.stepBy(bytes));
  }

  @Override
  public synchronized void ends(String file, String what) {
    number++;
    bar.ifPresent(shown -> shown.setExtraMessage(" %d/%d files".formatted(number, files)));
    if (columns.isEmpty()) {
      err.printf("[%d/%d] %s: %s%n", number, files, file, what);
    }
  }

  @Override
  public synchronized void notes(String file, String note) {
    err.printf("%s%s%n", file.isEmpty() ? "" : file + ": ", note);
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}

package dev.rawline.app.terminal;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Opens bars of progress where stderr leads to a terminal. */
final class ProgressBars {
  private ProgressBars() {}

  /**
   * Returns how wide the terminal is, if stderr leads to one. The launcher says so by the property
   * {@code rawline.columns}, because it stands between.
   */
  static Optional<Integer> columns() {
    return Optional.ofNullable(Integer.getInteger("rawline.columns"));
  }

  /** Returns what all bars have in common; the rest is the caller's. */
  static ProgressBarBuilder of(int columns) {
    return new ProgressBarBuilder()
        .setTaskName("")
        .setStyle(
            System.getenv("NO_COLOR") == null
                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                : ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, columns));
  }
}

package dev.rawline.app.train;

import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareReport;
import java.io.PrintWriter;
import java.io.Writer;

/** Lines that a process of a training reports to the one that began it. */
final class ReportedLines extends Writer {
  private final StringBuilder begun = new StringBuilder();

  private ReportedLines() {}

  /** Returns a writer whose lines are reported one by one. */
  static PrintWriter writer() {
    return new PrintWriter(new ReportedLines());
  }

  @Override
  public void write(char[] characters, int first, int count) {
    begun.append(characters, first, count);
    for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
      Share.REPORTS.get().accept(new ShareReport.Note(begun.substring(0, end).stripTrailing()));
      begun.delete(0, end + 1);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}

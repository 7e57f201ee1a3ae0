package dev.rawline.app.terminal;

import java.io.PrintWriter;

/** One line at the end of a terminal that is written anew again and again. */
final class StatusLine {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final int LONGEST = 30;
  private static final int SHORTEST = 4;
  private static final long BETWEEN = 200_000_000;

  private final PrintWriter err;
  private final int columns;
  private long last;
  private int shown;

  /** Begins with nothing; the terminal is so many characters wide. */
  StatusLine(PrintWriter err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  /** Shows a line five times a second at most. */
  void show(String line) {
    if (shown == 0 || System.nanoTime() - last >= BETWEEN) {
      showNow(line);
    }
  }

  /** Shows a line. */
  void showNow(String line) {
    last = System.nanoTime();
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  /** Takes the line away, so that another may be written in its place. */
  void clear() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
  }

  /**
   * Returns a bar with words behind it that fits the terminal. Where there is little room the bar
   * gives way first, then the end of the words.
   *
   * @param share how much is done, 0 to 1
   */
  String bar(double share, String words) {
    String percent = "%3d %%".formatted((int) Math.floor(100 * share));
    int most = columns - 1; // the last column would begin another line
    int room = Math.min(LONGEST, most - percent.length() - words.length() - 3);
    String line = percent + (room < SHORTEST ? " " : "│" + filled(room, share) + "│ ") + words;
    return line.length() <= most ? line : line.substring(0, most);
  }

  private static String filled(int room, double share) {
    int eighths = (int) Math.floor(8 * room * share);
    String whole = "█".repeat(eighths / 8);
    String part = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
    return whole + part + " ".repeat(room - whole.length() - part.length());
  }
}

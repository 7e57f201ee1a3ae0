package dev.rawline.app.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The last line of a terminal, which shows how far a command has come and is rewritten again and
 * again; other lines are printed above it. Where there is no terminal, a line of progress is logged
 * now and then.
 */
public final class StatusLine {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final int LONGEST = 30;
  private static final int SHORTEST = 4;
  private static final long BETWEEN = 200_000_000;

  /** The time between two lines of progress in a log [ns]. */
  private static final long BETWEEN_LOGGED = 10_000_000_000L;

  /** That of the command: all its progress shares it. */
  private static StatusLine latest;

  private final PrintWriter err;
  private final Optional<Integer> columns;
  private final LongSupplier clock;
  private long last;
  private OptionalLong logged = OptionalLong.empty();
  private int shown;

  /**
   * Begins with nothing.
   *
   * @param columns the width of the terminal in characters, if it is one
   * @param clock the nanoseconds, as {@link System#nanoTime}
   */
  StatusLine(PrintWriter err, Optional<Integer> columns, LongSupplier clock) {
    this.err = err;
    this.columns = columns;
    this.clock = clock;
  }

  /**
   * Returns the status line of stderr. The launcher passes the width of the terminal, if stderr
   * leads to one, by the property {@code rawline.columns}.
   */
  static synchronized StatusLine on(PrintWriter err) {
    if (latest == null || !latest.err.equals(err)) {
      latest =
          new StatusLine(
              err, Optional.ofNullable(Integer.getInteger("rawline.columns")), System::nanoTime);
    }
    return latest;
  }

  /** Returns the time [ns], whose zero is arbitrary. */
  long now() {
    return clock.getAsLong();
  }

  /** Returns whether there is a terminal that shows it. */
  boolean isTerminal() {
    return columns.isPresent();
  }

  /**
   * Shows a bar with words behind it, five times a second at most.
   *
   * @param share how much is done, 0 to 1
   */
  synchronized void show(double share, String words) {
    if (isTerminal() && (shown == 0 || now() - last >= BETWEEN)) {
      last = now();
      showNow(bar(share, words));
    }
  }

  /** Shows a line. */
  synchronized void showNow(String line) {
    err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    err.flush();
    shown = line.length();
  }

  /**
   * Prints a line of progress where there is no terminal, but none within ten seconds of another.
   *
   * @return whether it was printed
   */
  synchronized boolean log(String line) {
    boolean due = logged.isEmpty() || now() - logged.getAsLong() >= BETWEEN_LOGGED;
    if (isTerminal() || !due) {
      return false;
    }
    logged = OptionalLong.of(now());
    print(line);
    return true;
  }

  /** Prints a line that stays, above the status. */
  synchronized void print(String line) {
    clear();
    err.println(line);
  }

  /** Removes the status, so that other output may take its place. */
  synchronized void clear() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
  }

  /**
   * Returns a bar with words behind it that fits the terminal. Where there is little room the bar
   * becomes shorter first, then the end of the words is cut.
   *
   * @param share how much is done, 0 to 1
   */
  String bar(double share, String words) {
    String percent = "%3d %%".formatted((int) Math.floor(100 * share));
    int most = columns.orElseThrow() - 1; // the last column would begin another line
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

  /** Returns the time left in words: never 0, as what is left takes some time. */
  static String left(double seconds) {
    return duration(Math.max(1, seconds)) + " left";
  }

  /** Returns a duration in its usual unit, such as "4 min". */
  public static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes < 2
        ? "%d s".formatted(Math.round(seconds))
        : minutes < 120
            ? "%d min".formatted(minutes)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}

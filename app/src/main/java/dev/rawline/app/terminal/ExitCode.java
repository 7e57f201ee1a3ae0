package dev.rawline.app.terminal;

/** The exit codes of all commands. */
public final class ExitCode {
  /** A failure of the program or the machine. */
  public static final int FAILED = 1;

  /** Wrong usage, or a file that was refused. */
  public static final int REFUSED = 2;

  /** Ended by the user. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}

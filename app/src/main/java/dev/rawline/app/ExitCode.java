package dev.rawline.app;

/** The exit codes of all commands. */
final class ExitCode {
  /** A failure of the program or the machine. */
  static final int FAILED = 1;

  /** Wrong usage, or a file that was refused. */
  static final int REFUSED = 2;

  /** Ended by the user. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}

package dev.rawline.studio.plan;

import java.util.Locale;

/** How far the run of a plan has come. */
enum RunState {
  /** It waits for others to end. */
  WAITING,
  /** Its process runs. */
  RUNNING,
  /** Its process was asked to stop, and keeps what is done. */
  STOPPING,
  /** It is done, or its check passed. */
  DONE,
  /** Its check warns. */
  WARNED,
  /** Its check failed. */
  REJECTED,
  /** It was stopped, and resumes when it is started again. */
  STOPPED,
  /** The program or the machine failed, or the plan has a mistake. */
  FAILED;

  private static final int CHECK_FAILED = 3;
  private static final int CHECK_WARNS = 4;
  private static final int INTERRUPTED = 130;

  /**
   * Returns the state after the end of the process.
   *
   * @param exit its exit code, as every command has it
   * @param asked whether it was asked to stop
   */
  static RunState ended(int exit, boolean asked) {
    return switch (exit) {
      case 0 -> DONE;
      case CHECK_FAILED -> REJECTED;
      case CHECK_WARNS -> WARNED;
      case INTERRUPTED -> STOPPED;
      default -> asked ? STOPPED : FAILED;
    };
  }

  /** Returns whether it has ended. */
  boolean isEnd() {
    return switch (this) {
      case WAITING, RUNNING, STOPPING -> false;
      case DONE, WARNED, REJECTED, STOPPED, FAILED -> true;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

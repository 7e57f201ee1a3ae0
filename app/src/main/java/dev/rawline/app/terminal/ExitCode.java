package dev.rawline.app.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all commands. */
public enum ExitCode {
  /** All is done, or the check passed. */
  DONE(0, "done, or the check passed"),

  /** The program or the machine failed. */
  FAILED(1, "failure of the program or the machine, such as a full disk"),

  /** The command was used wrongly, or an input was rejected. */
  REJECTED(2, "wrong usage, or an input was rejected"),

  /** A check failed. */
  CHECK_FAILED(3, "the check failed"),

  /** A check warns. */
  CHECK_WARNS(4, "the check warns: review required"),

  /** The user ended it. */
  INTERRUPTED(130, "interrupted (Ctrl-C)");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Returns the number that the process ends with. */
  public int number() {
    return number;
  }

  /** Returns what it means, in the words of the help. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the table for the help of a command: number → meaning.
   *
   * @param command the class of the command; {@link Checks} marks those with a verdict
   */
  public static Map<String, String> table(Class<?> command) {
    Checks checks = command.getAnnotation(Checks.class);
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      boolean shown =
          switch (code) {
            case DONE, FAILED, REJECTED, INTERRUPTED -> true;
            case CHECK_FAILED -> checks != null;
            case CHECK_WARNS -> checks != null && checks.warns();
          };
      if (shown) {
        table.put(
            String.valueOf(code.number), code == DONE && checks == null ? "done" : code.meaning);
      }
    }
    return table;
  }
}

package dev.rawline.app.terminal;

/** Sentences that the help of all commands shares. */
public final class HelpText {
  public static final String EXAMPLES = "Examples, which work as they are in Rawline's own folder:";

  public static final String EXIT_CODES =
      "Exit codes: 0 all done; 1 unexpected failure, such as a full disk; 2 wrong usage, or a file"
          + " was refused; 130 interrupted (Ctrl-C).";

  private HelpText() {}
}

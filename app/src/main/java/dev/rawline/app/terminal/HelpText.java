package dev.rawline.app.terminal;

/** Sentences that the help of all commands shares. */
public final class HelpText {
  public static final String EXAMPLES = "Examples, which work as they are in Rawline's own folder:";

  private HelpText() {}
}

package dev.rawline.app.terminal;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.text.VisibleText;
import java.io.PrintWriter;

/**
 * Text for a terminal, in which control and format characters are shown as escapes ({@link
 * VisibleText}), and addresses without their secrets.
 *
 * <p>Names of files, labels and answers of servers may hold codes that clear the screen, rename the
 * window or reverse the direction of text.
 */
public final class TerminalWriter extends PrintWriter {
  private final PrintWriter unescaped;

  /**
   * Wraps a writer, which it flushes at each line's end.
   *
   * @param unescaped what leads to the terminal
   */
  public TerminalWriter(PrintWriter unescaped) {
    super(unescaped, true);
    this.unescaped = unescaped;
  }

  /** Returns the writer that leads to the terminal, for text without names and values. */
  public PrintWriter unescaped() {
    return unescaped;
  }

  /** Moves to the begin of the line, whose text is written over next. */
  static void toLineStart(PrintWriter writer) {
    (writer instanceof TerminalWriter terminal ? terminal.unescaped : writer).print('\r');
  }

  @Override
  public void write(int character) {
    write(String.valueOf((char) character), 0, 1);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    String shown = VisibleText.of(Address.redacted(text.substring(offset, offset + length)));
    super.write(shown, 0, shown.length());
  }
}

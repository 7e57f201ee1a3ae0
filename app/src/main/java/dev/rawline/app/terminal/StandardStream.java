package dev.rawline.app.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * A standard stream that remembers why it could not be written: a printer of text keeps that to
 * itself. Names of units and bars of histograms need Unicode, independent of the locale.
 */
public final class StandardStream extends OutputStream {
  /** How systems report that the program at the other end of a pipe has ended. */
  private static final String CLOSED_PIPE = "Broken pipe";

  private final OutputStream to;
  private final PrintWriter printer = new PrintWriter(this, true, StandardCharsets.UTF_8);
  private IOException failure;

  /** Begins to write to a stream. */
  public StandardStream(OutputStream to) {
    this.to = to;
  }

  /** Returns what prints to it. */
  public PrintWriter printer() {
    return printer;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Writes what is pending, and returns the exit code of a command that has ended: a failure if its
   * output could not be written. Whoever reads only the first lines of a pipe loses nothing.
   *
   * @param code the exit code of the command
   * @param err receives the message
   */
  public int ended(int code, PrintWriter err) {
    printer.flush();
    IOException why;
    synchronized (this) {
      why = failure;
    }
    if (why == null || String.valueOf(why.getMessage()).contains(CLOSED_PIPE)) {
      return code;
    }
    err.printf(
        "rawline: cannot write the output: %s; free space, or send it elsewhere%n",
        why.getMessage());
    return code == ExitCode.REJECTED.number() || code == ExitCode.INTERRUPTED.number()
        ? code
        : ExitCode.FAILED.number();
  }
}

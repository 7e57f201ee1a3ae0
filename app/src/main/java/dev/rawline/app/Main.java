package dev.rawline.app;

import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Starts Rawline from a terminal. */
public final class Main {
  private Main() {}

  /** Runs one command; the exit codes are those of {@link RawlineCommand}. */
  public static void main(String[] arguments) {
    // A locale may have its own digits and decimal points; what is written is read everywhere.
    Locale.setDefault(Locale.ROOT);
    PrintWriter err = utf8(FileDescriptor.err);
    int code;
    try {
      code = RawlineCommand.run(arguments, utf8(FileDescriptor.out), err);
    } catch (OutOfMemoryError e) {
      err.println("rawline: " + CliErrorHandler.outOfMemory());
      code = ExitCode.FAILED.number();
    }
    System.exit(code);
  }

  /** Names of units and bars of histograms need Unicode, independent of the locale. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}

package dev.rawline.app;

import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.StandardStream;
import dev.rawline.data.store.FetchedSets;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareEnd;
import dev.rawline.workbench.share.ShareReport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** Starts Rawline from a terminal. */
public final class Main {
  private Main() {}

  /** Runs one command; the exit codes are those of {@link RawlineCommand}. */
  public static void main(String[] arguments) {
    // A locale may have its own digits and decimal points; what is written is read everywhere.
    Locale.setDefault(Locale.ROOT);
    PrintWriter err = new StandardStream(new FileOutputStream(FileDescriptor.err)).printer();
    System.exit(run(arguments, new FileOutputStream(FileDescriptor.out), err));
  }

  /** Runs one command, and returns its exit code. */
  static int run(String[] arguments, OutputStream stdout, PrintWriter err) {
    StandardStream out = new StandardStream(stdout);
    int code;
    try {
      Share share = Share.of(System.getenv(Share.VARIABLE));
      if (share instanceof Share.Whole) {
        code = RawlineCommand.run(arguments, out.printer(), err);
      } else {
        Thread _ = Thread.ofPlatform().name("share end").daemon().start(Main::awaitEnd);
        code =
            FetchedSets.of(System.getenv(FetchedSets.VARIABLE))
                .during(
                    () ->
                        Share.run(
                            share,
                            report -> print(report, out.printer()),
                            () -> RawlineCommand.run(arguments, out.printer(), err)));
      }
    } catch (IllegalArgumentException e) { // the share
      err.println("rawline: " + e.getMessage());
      code = ExitCode.REJECTED.number();
    } catch (OutOfMemoryError e) {
      err.println("rawline: " + CliErrorHandler.outOfMemory());
      code = ExitCode.FAILED.number();
    }
    return out.ended(code, err);
  }

  /** The process that began this one reads its reports at once. */
  private static synchronized void print(ShareReport report, PrintWriter out) {
    out.println(report.line());
    out.flush();
  }

  /**
   * Its standard input ends when the process that began this one ends, or wants it to end; nobody
   * else would end a share that hangs.
   */
  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // Nobody is there, too.
    }
    ShareEnd.request();
    try {
      Thread.sleep(ShareEnd.GRACE);
      Runtime.getRuntime().halt(ExitCode.FAILED.number()); // what is written is written whole
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the program, whatever runs in it. */
  static void end(ExitCode code) {
    System.exit(code.number());
  }
}

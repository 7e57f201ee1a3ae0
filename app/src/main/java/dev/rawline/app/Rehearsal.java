package dev.rawline.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs several commands in one program, from which the JVM learns for its cache which classes they
 * load and which of their code is hot.
 */
final class Rehearsal {
  /** The word between two commands. */
  private static final String END = ",";

  private Rehearsal() {}

  /**
   * Runs the commands, up to the first that fails.
   *
   * @throws IllegalStateException if one fails
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    PrintWriter err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    List<String> words = Arrays.asList(arguments);
    while (!words.isEmpty()) {
      int end = words.contains(END) ? words.indexOf(END) : words.size();
      int code =
          Main.run(
              words.subList(0, end).toArray(String[]::new),
              new FileOutputStream(FileDescriptor.out),
              err);
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with %d: expected 0".formatted(words.subList(0, end), code));
      }
      words = words.subList(Math.min(end + 1, words.size()), words.size());
    }
  }
}

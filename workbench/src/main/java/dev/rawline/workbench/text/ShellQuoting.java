package dev.rawline.workbench.text;

import dev.rawline.data.web.Address;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a command line → text that a shell parses into these words. */
public final class ShellQuoting {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellQuoting() {}

  /** Returns a program and its words without secrets, quoted where a shell requires it. */
  public static String of(String program, List<String> words) {
    return words.stream()
        .map(word -> word(new Address(word).toString()))
        .collect(Collectors.joining(" ", program + " ", ""));
  }

  /** Returns a word as it is, quoted where a shell requires it. */
  public static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

package dev.rawline.app.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A word of an option → one of several values. */
public final class Choice {
  private Choice() {}

  /**
   * Returns the value that a word names: in lower case what the value prints.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static <T> T of(String option, String word, T[] values) {
    List<String> words =
        Arrays.stream(values).map(value -> value.toString().toLowerCase(Locale.ROOT)).toList();
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          "%s is '%s': expected %s".formatted(option, word, String.join(" or ", words)));
    }
    return values[words.indexOf(word)];
  }
}

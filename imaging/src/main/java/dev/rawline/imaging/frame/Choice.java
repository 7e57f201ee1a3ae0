package dev.rawline.imaging.frame;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words in files and commands → the values that they name. */
public final class Choice {
  private Choice() {}

  /**
   * Returns the value of a name.
   *
   * @param values all values
   * @param name value → its name
   * @param unknown what the message begins with, with a place for the word, such as "there is no
   *     view '%s'"
   * @throws IllegalArgumentException if no value has this name; the message lists all names
   */
  public static <T> T of(String word, List<T> values, Function<T, String> name, String unknown) {
    return values.stream()
        .filter(value -> name.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    values.stream()
                        .map(name)
                        .collect(
                            Collectors.joining(
                                ", ", unknown.formatted(word) + ": expected one of ", ""))));
  }
}

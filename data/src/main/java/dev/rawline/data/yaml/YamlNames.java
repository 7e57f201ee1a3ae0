package dev.rawline.data.yaml;

import dev.rawline.imaging.frame.FileWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How Java's names are spelled in YAML. */
public final class YamlNames {
  private static final Pattern LAYOUT = Pattern.compile("[RGB]{4}");
  private static final int MOST_EDITS = 3;
  private static final int LEAST_LETTERS = 3;

  private YamlNames() {}

  /** Returns {@code green_in_red_row} for {@code greenInRedRow}. */
  public static String snakeCase(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** Returns {@code greenInRedRow} for {@code green_in_red_row}. */
  public static String camelCase(String snakeCase) {
    return Pattern.compile("_([a-z])")
        .matcher(snakeCase)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** Returns {@code one, two or three}. */
  public static String listed(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** Returns {@code black_to_white} for {@code BLACK_TO_WHITE}; a colour layout stays RGGB. */
  public static String of(Enum<?> constant) {
    return LAYOUT.matcher(constant.name()).matches()
        ? constant.name()
        : constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the {@link FileWord} before the keys of a record, such as {@code unsharp_masking}. It
   * is independent of the name of the class, which may change while files must stay readable.
   *
   * @throws IllegalArgumentException if the record has no word
   */
  public static String ofKeys(Class<?> keys) {
    FileWord word = keys.getAnnotation(FileWord.class);
    if (word == null) {
      throw new IllegalArgumentException(
          "%s has no word for files: annotate it with @FileWord".formatted(keys));
    }
    return word.value();
  }

  /** Returns the known name that a misspelt or shortened one most likely means, if any is near. */
  public static Optional<String> nearest(String misspelt, List<String> known) {
    String lower = misspelt.toLowerCase(Locale.ROOT);
    if (lower.length() < LEAST_LETTERS) {
      return Optional.empty();
    }
    Optional<String> longer = known.stream().filter(name -> name.startsWith(lower)).findFirst();
    if (longer.isPresent()) {
      return longer;
    }
    String best = null;
    int fewest = Math.min(MOST_EDITS, 1 + misspelt.length() / 3) + 1;
    for (String name : known) {
      int edits = edits(lower, name.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance: the fewest letters to insert, delete or replace. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}

package dev.rawline.app;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command as a page or a help shows it.
 *
 * @param words what stands after {@code ./rawline}
 */
public record ShownCommand(List<String> words) {

  /** Words as a shell reads them: in quotes, spaces are of the word. */
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  public ShownCommand(String line) {
    this(
        WORD.matcher(line)
            .results()
            .map(word -> word.group().replaceFirst("^([\"'])(.*)\\1$", "$2"))
            .toList());
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}

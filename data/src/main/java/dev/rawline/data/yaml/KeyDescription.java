package dev.rawline.data.yaml;

import dev.rawline.imaging.frame.Described;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description of a key, for a command-line option.
 *
 * @param path the key, a dot between it and those within it: {@code training.epochs}
 * @param description meaning, unit and range
 * @param form the form of the option's value
 * @param placeholder the placeholder of the value in the help
 * @param expected the valid values, such as "a number above 0"
 * @param usual the default, as in a file; empty if it depends on other keys or the data
 */
public record KeyDescription(
    String path,
    Described description,
    Form form,
    String placeholder,
    String expected,
    Optional<String> usual) {
  private static final Pattern DEFAULT = Pattern.compile("(.*) \\(default: (.*)\\)");

  /** A default that is one word, alone or with keys that no line of help has room for. */
  private static final Pattern SHORT = Pattern.compile("\\{?\"?([\\w.+-]+)\"?(?:: .*)?");

  /** What follows an option. */
  public enum Form {
    /** A word, or a path that begins in the working folder. */
    PATH,
    /** A word. */
    WORD,
    /** What would be in the file. */
    VALUE,
    /** Words with commas between them. */
    LIST;

    static Form of(ValueType<?> held, Described key) {
      if (!key.path().isEmpty()) {
        return PATH;
      }
      if (held instanceof ListType<?> || held.type() == WordList.class) {
        return LIST;
      }
      return held.type() == String.class || held.type().isEnum() ? WORD : VALUE;
    }
  }

  static String placeholder(ValueType<?> held, Described key) {
    if (!key.path().isEmpty()) {
      return key.path();
    }
    if (held instanceof ListType<?> list) {
      return placeholder(list.item(), key) + ",…";
    }
    Class<?> type = held.type();
    if (type == WordList.class) {
      return "WORD,…";
    }
    if (type == Integer.class || type == Long.class) {
      return key.unit().equals("px") ? "PX" : "N";
    }
    if (type == Boolean.class) {
      return "true|false";
    }
    return type == Double.class ? "NUMBER" : "WORD";
  }

  /** Returns the help of the option: meaning, valid values, and default. */
  public String help() {
    String meaning = description.meaning();
    Optional<String> otherwise =
        usual.map(SHORT::matcher).filter(Matcher::matches).map(word -> word.group(1));
    Matcher stated = DEFAULT.matcher(meaning);
    if (stated.matches()) {
      meaning = stated.group(1);
      otherwise = Optional.of(stated.group(2));
    }
    String sentence = meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1);
    boolean open = form == Form.LIST || expected.startsWith("text") || expected.contains("keys ");
    String choices = open ? "" : expected;
    String clauses =
        otherwise
            .map(value -> (choices.isEmpty() ? "" : choices + "; ") + "default: " + value)
            .orElse(choices);
    return clauses.isEmpty() ? sentence + "." : "%s (%s).".formatted(sentence, clauses);
  }
}

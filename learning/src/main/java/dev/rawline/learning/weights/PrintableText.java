package dev.rawline.learning.weights;

/** Texts of an untrusted file → texts without control sequences for a terminal. */
final class PrintableText {
  private static final int LONGEST = 120;

  private PrintableText() {}

  /** Returns whether a text has printable characters only. */
  static boolean is(String text) {
    return text.codePoints().noneMatch(PrintableText::isHidden);
  }

  /** Returns a text with unprintable characters escaped, truncated if it is very long. */
  static String of(String text) {
    StringBuilder written = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            letter -> {
              if (isHidden(letter)) {
                written.append("\\u%04x".formatted(letter));
              } else {
                written.appendCodePoint(letter);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? written + "…" : written.toString();
  }

  /** Control characters, and those that turn the direction of writing or take no room. */
  private static boolean isHidden(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

package dev.rawline.learning.weights;

/** Texts of a file that nobody knows → texts that a terminal shows and does not obey. */
final class PrintableText {
  private static final int LONGEST = 120;

  private PrintableText() {}

  /** Returns whether a text holds nothing but what can be seen. */
  static boolean is(String text) {
    return text.codePoints().noneMatch(PrintableText::isHidden);
  }

  /** Returns a text with what cannot be seen written out, and cut where it is very long. */
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

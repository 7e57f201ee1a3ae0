package dev.rawline.workbench.text;

/**
 * Text → text without characters that act instead of being shown: control characters, which move
 * the cursor of a terminal or end an SVG, and format characters, which reverse the direction of
 * text. Those that join letters and pictograms stay.
 */
public final class VisibleText {
  private static final int NON_JOINER = 0x200c;
  private static final int JOINER = 0x200d;
  private static final int PLANE = 0xffff;
  private static final int NO_CHARACTER = 0xfffe;

  private VisibleText() {}

  /**
   * Returns a text in which such characters are escapes, {@code \x1b} or {@code \}{@code u202e};
   * line feeds and tabs stay. JSON stays JSON of the same values.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int end = i + Character.charCount(text.codePointAt(i));
      if (isHidden(text.codePointAt(i))) {
        for (; i < end; i++) {
          String form = text.charAt(i) < ' ' ? "\\x%02x" : "\\u%04x";
          shown.append(form.formatted((int) text.charAt(i)));
        }
      } else {
        shown.append(text, i, end);
      }
      i = end;
    }
    return shown.toString();
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n' && character != '\t';
      case Character.FORMAT -> character != NON_JOINER && character != JOINER;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> (character & PLANE) >= NO_CHARACTER;
    };
  }
}

package dev.rawline.workbench.text;

/** Text as it is written in HTML and SVG. */
public final class MarkupText {
  private MarkupText() {}

  /** Returns a text with the characters escaped that mark up, for content and attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package dev.rawline.workbench.text;

/** Text → HTML and SVG. */
public final class MarkupText {
  private MarkupText() {}

  /**
   * Returns a text with its markup characters escaped, for content and attributes, and characters
   * that no XML may have shown as {@link VisibleText} does.
   */
  public static String escaped(String text) {
    return VisibleText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

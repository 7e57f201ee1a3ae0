package dev.rawline.workbench.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The size and weight of letters.
 *
 * @param size from base line to base line, roughly [px]
 * @param bold whether they are bold
 */
public record FontStyle(int size, boolean bold) {
  static final FontStyle TITLE = new FontStyle(20, true);
  public static final FontStyle TEXT = new FontStyle(14, false);
  public static final FontStyle TEXT_BOLD = new FontStyle(14, true);
  public static final FontStyle SMALL = new FontStyle(12, false);
  static final FontStyle TINY = new FontStyle(11, false);

  private static final FontRenderContext FINE = new FontRenderContext(null, true, true);

  /** Returns the style of a font of sheets. */
  public static FontStyle of(Font font) {
    return new FontStyle(font.getSize(), font.isBold());
  }

  /** Returns the font that pictures of pixels are drawn with. */
  Font font() {
    return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
  }

  /** Returns how wide a text is [px]. */
  public double width(String text) {
    return font().getStringBounds(text, FINE).getWidth();
  }

  /** Returns a text, shortened in its middle where it would be wider than it may be. */
  public String fitting(String text, double width) {
    String shown = text;
    for (int kept = text.length() - 1; width(shown) > width && kept > 1; kept--) {
      shown = text.substring(0, kept - kept / 2) + "…" + text.substring(text.length() - kept / 2);
    }
    return shown;
  }

  /** Returns a text in lines that are no wider than they may be, broken between words. */
  public List<String> wrapped(String text, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : Arrays.asList(text.strip().split(" +", -1))) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }
}

package dev.rawline.workbench.plot;

import java.awt.Color;

/** How well letters are read on a ground: the contrast ratio of WCAG 2, 1 to 21. */
final class ContrastRatio {
  private ContrastRatio() {}

  /** Returns black or white, whichever stands out more from a ground: at least 4.5. */
  static Color ink(Color ground) {
    return ratio(Color.BLACK, ground) >= ratio(Color.WHITE, ground) ? Color.BLACK : Color.WHITE;
  }

  /** Returns the contrast ratio of two colours. */
  static double ratio(Color one, Color other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * Oklab.linear(colour.getRed())
        + 0.7152 * Oklab.linear(colour.getGreen())
        + 0.0722 * Oklab.linear(colour.getBlue());
  }
}

package dev.rawline.workbench.plot;

import java.awt.Color;
import java.util.List;

/** Number → colour, between two ends. */
public sealed interface ColourScale permits SequentialScale, DivergingScale {

  /** Returns the number at the scale's lower end. */
  double low();

  /** Returns the colour of a number; beyond an end, that of the end. */
  Color of(double number);

  /** Returns the number at a place of the scale, 0 at its lower end and 1 at its upper one. */
  double at(double place);

  /** Returns where numbers are printed next to the scale, places from 0 to 1. */
  List<Double> ticks();

  /** Returns these numbers as texts. */
  List<String> labels();

  /** Returns the scale as a bar with its numbers below it. */
  default Drawing bar(int width) {
    DrawingBuilder sketch = new DrawingBuilder();
    new ColourBar(this, width, width, 0).draw(sketch, 0, 0);
    return sketch.drawing(width, ColourBar.HEIGHT, "", "");
  }

  /** Returns the ink that is read best, black or white, on the colour of a number. */
  default Color ink(double number) {
    Color ground = of(number);
    return contrast(Color.BLACK, ground) >= contrast(Color.WHITE, ground)
        ? Color.BLACK
        : Color.WHITE;
  }

  /** Returns how well letters are read on a ground: the contrast ratio of WCAG 2, 1 to 21. */
  static double contrast(Color one, Color other) {
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

package dev.rawline.workbench.plot;

import java.awt.Color;
import java.util.Optional;

/**
 * A label of a legend with the mark that it explains.
 *
 * @param label the label; a key without one is left out
 * @param pen the line, where it explains one
 * @param symbol the symbol, where it explains one
 * @param hollow whether the symbol is drawn by its edge
 * @param colour the colour of the symbol, or of the area where there is neither line nor symbol
 */
public record LegendKey(
    String label, Optional<Pen> pen, Optional<Symbol> symbol, boolean hollow, Color colour) {

  /** How long a line is in a legend [px]. */
  static final int LENGTH = 28;

  private static final double RADIUS = 4;

  /** Returns the key of a line. */
  public static LegendKey line(String label, Pen pen) {
    return new LegendKey(label, Optional.of(pen), Optional.empty(), false, pen.colour());
  }

  /** Returns the key of points. */
  public static LegendKey points(String label, Symbol symbol, Color colour) {
    return new LegendKey(label, Optional.empty(), Optional.of(symbol), false, colour);
  }

  /** Returns the key of hollow points. */
  public static LegendKey outline(String label, Symbol symbol, Color colour) {
    return new LegendKey(label, Optional.empty(), Optional.of(symbol), true, colour);
  }

  /** Returns the key of a line with points. */
  public static LegendKey line(String label, Pen pen, Symbol symbol) {
    return new LegendKey(label, Optional.of(pen), Optional.of(symbol), false, pen.colour());
  }

  /** Returns the key of an area. */
  public static LegendKey area(String label, Color colour) {
    return new LegendKey(label, Optional.empty(), Optional.empty(), false, colour);
  }

  /** Draws the mark, {@value #LENGTH} px wide, about a height. */
  void draw(DrawingBuilder sketch, double left, double middle) {
    pen.ifPresent(line -> sketch.line(left, middle, left + LENGTH, middle, line));
    symbol.ifPresent(
        shape -> {
          if (hollow) {
            shape.outline(sketch, left + LENGTH / 2.0, middle, RADIUS, colour);
          } else {
            shape.draw(sketch, left + LENGTH / 2.0, middle, RADIUS, colour, "");
          }
        });
    if (pen.isEmpty() && symbol.isEmpty()) {
      sketch.fill(left, middle - 5, LENGTH, 10, colour, "");
    }
  }
}

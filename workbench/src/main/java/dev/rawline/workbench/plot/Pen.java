package dev.rawline.workbench.plot;

import java.awt.Color;

/**
 * What lines are drawn with.
 *
 * @param colour the colour
 * @param width the width [px]
 * @param dash which parts are left out
 */
public record Pen(Color colour, double width, Dash dash) {
  /** Which parts of a line are left out. */
  public enum Dash {
    /** None. */
    SOLID,
    /** Gaps as long as the dashes. */
    DASHED(5, 5),
    /** Gaps longer than the dots. */
    DOTTED(2, 3);

    private final int drawn;
    private final int gap;

    Dash() {
      this(0, 0);
    }

    Dash(int drawn, int gap) {
      this.drawn = drawn;
      this.gap = gap;
    }

    /** Returns the lengths of a dash and of a gap [px]; of a solid line 0. */
    int[] lengths() {
      return new int[] {drawn, gap};
    }
  }

  /** Returns a pen of solid lines. */
  public static Pen solid(Color colour, double width) {
    return new Pen(colour, width, Dash.SOLID);
  }

  /** Returns a pen of dashed lines. */
  public static Pen dashed(Color colour, double width) {
    return new Pen(colour, width, Dash.DASHED);
  }

  /** Returns a pen of dotted lines. */
  public static Pen dotted(Color colour, double width) {
    return new Pen(colour, width, Dash.DOTTED);
  }
}

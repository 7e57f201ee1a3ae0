package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;

/**
 * Where Menon's vote is a tie, which rounding decides: red and blue pixels with a margin below
 * 10⁻⁶.
 *
 * <p>A decision reaches four steps far: the green at its pixel, from there red and blue at the next
 * green pixels, blue and red at the next but one, and the same once more when refining.
 *
 * @param margin the margins of the votes
 * @param cfa the layout of the mosaic
 */
record Ties(Planes margin, Cfa cfa) {
  private static final double TIE = 1e-6;
  private static final int REACH = 4;

  /** Returns whether the vote of a pixel is clear; a green pixel has none. */
  boolean isClear(int row, int column) {
    return cfa.colourAt(row, column) == Colour.GREEN || Math.abs(margin.at(0, row, column)) >= TIE;
  }

  /** Returns whether no tie reaches a pixel. */
  boolean spare(int row, int column) {
    for (int down = -REACH; down <= REACH; down++) {
      int rest = REACH - Math.abs(down);
      for (int right = -rest; right <= rest; right++) {
        int y = row + down;
        int x = column + right;
        boolean inside = y >= 0 && y < margin.height && x >= 0 && x < margin.width;
        if (inside && !isClear(y, x)) {
          return false;
        }
      }
    }
    return true;
  }
}

package dev.rawline.learning.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Overlapping square windows that cover a field of view, and the weights by which they are
 * averaged.
 *
 * <p>Windows begin half a window apart; the last ones end at the field's edge. Within a window the
 * weight falls from its middle to its border as sin², to nearly 0 but nowhere to 0: where windows
 * overlap, one takes over from the other gradually (Bar-Tal and others, MultiDiffusion, ICML 2023),
 * and what a network knows least about, the pixels at its window's border, counts least.
 *
 * @param width columns of the field [px], at least the side
 * @param height rows of the field [px], at least the side
 * @param side columns and rows of a window [px]
 */
record Windows(int width, int height, int side) {

  /** The place of a window's first pixel. */
  record Place(int row, int column) {}

  Windows {
    if (width < side || height < side) {
      throw new IllegalArgumentException(
          "a field of %d×%d px is smaller than a window of %d px: choose a larger size"
              .formatted(width, height, side));
    }
  }

  /** Returns all windows, row by row. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int row : begins(height)) {
      for (int column : begins(width)) {
        places.add(new Place(row, column));
      }
    }
    return places;
  }

  private List<Integer> begins(int length) {
    List<Integer> begins = new ArrayList<>();
    for (int begin = 0; begin + side < length; begin += side / 2) {
      begins.add(begin);
    }
    begins.add(length - side);
    return begins;
  }

  /** Returns the weights of a window's rows, or columns. */
  float[] profile() {
    float[] profile = new float[side];
    for (int i = 0; i < side; i++) {
      double sine = StrictMath.sin(Math.PI * (i + 0.5) / side);
      profile[i] = (float) (sine * sine);
    }
    return profile;
  }

  /** Returns the sums of the weights over all windows at the columns of the field. */
  float[] columnSums() {
    return sums(width);
  }

  /** Returns the sums of the weights over all windows at the rows of the field. */
  float[] rowSums() {
    return sums(height);
  }

  private float[] sums(int length) {
    float[] profile = profile();
    float[] sums = new float[length];
    for (int begin : begins(length)) {
      for (int i = 0; i < side; i++) {
        sums[begin + i] += profile[i];
      }
    }
    return sums;
  }
}

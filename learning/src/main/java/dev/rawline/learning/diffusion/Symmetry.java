package dev.rawline.learning.diffusion;

import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** The eight symmetries of a square picture: it may be mirrored, and turned by quarters. */
public enum Symmetry {
  /** As it is. */
  AS_IT_IS(0, false),
  /** Turned by a quarter, clockwise. */
  QUARTER(1, false),

  /** Turned by half. */
  HALF(2, false),

  /** Turned by three quarters, clockwise. */
  THREE_QUARTERS(3, false),

  /** Mirrored, left to right. */
  MIRRORED(0, true),

  /** Mirrored, then turned by a quarter. */
  MIRRORED_QUARTER(1, true),

  /** Mirrored, then turned by half. */
  MIRRORED_HALF(2, true),

  /** Mirrored, then turned by three quarters. */
  MIRRORED_THREE_QUARTERS(3, true);

  private static final List<Symmetry> ALL = List.of(values());

  private final int turns;
  private final boolean mirrored;

  Symmetry(int turns, boolean mirrored) {
    this.turns = turns;
    this.mirrored = mirrored;
  }

  /** Returns examples, each by a symmetry that is drawn, with what is given alike. */
  static FlowExamples drawn(FlowExamples examples, RandomStream random) {
    List<float[]> pictures = new ArrayList<>();
    List<float[]> given = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Symmetry symmetry = ALL.get((int) (random.nextUniform() * ALL.size()));
      pictures.add(symmetry.of(examples.pictures().get(i), examples.side()));
      if (!examples.given().isEmpty()) {
        given.add(symmetry.of(examples.given().get(i), examples.side()));
      }
    }
    return new FlowExamples(
        examples.channels(),
        examples.side(),
        examples.classes(),
        pictures,
        given,
        examples.labels());
  }

  /**
   * Returns a picture, moved.
   *
   * @param picture (channel, row, column)
   * @param side columns and rows [px]
   */
  public float[] of(float[] picture, int side) {
    if (this == AS_IT_IS) {
      return picture;
    }
    float[] moved = new float[picture.length];
    int area = side * side;
    for (int channel = 0; channel < picture.length; channel += area) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int y = row;
          int x = mirrored ? side - 1 - column : column;
          for (int turn = 0; turn < turns; turn++) {
            int before = y;
            y = x;
            x = side - 1 - before;
          }
          moved[channel + y * side + x] = picture[channel + row * side + column];
        }
      }
    }
    return moved;
  }
}

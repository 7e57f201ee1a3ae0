package dev.rawline.learning.diffusion;

import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** The eight symmetries of a square picture: it may be mirrored, and turned by quarters. */
public final class Symmetries {
  /**
   * All of them: none, a quarter, half and three quarters clockwise, and the same after mirroring.
   * Drawn examples depend on their order.
   */
  public static final List<Orientation> ALL =
      List.of(
          Orientation.UPRIGHT,
          Orientation.TURN_CLOCKWISE,
          Orientation.TURNED_180,
          Orientation.TURN_COUNTERCLOCKWISE,
          Orientation.MIRRORED,
          Orientation.TRANSVERSED,
          Orientation.FLIPPED,
          Orientation.TRANSPOSED);

  private Symmetries() {}

  /** Returns examples, each by a symmetry that is drawn, with what is given alike. */
  static FlowExamples drawn(FlowExamples examples, RandomStream random) {
    int side = examples.side();
    List<float[]> pictures = new ArrayList<>();
    List<float[]> given = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Orientation symmetry = ALL.get((int) (random.nextUniform() * ALL.size()));
      pictures.add(symmetry.upright(examples.pictures().get(i), side, side));
      if (!examples.given().isEmpty()) {
        given.add(symmetry.upright(examples.given().get(i), side, side));
      }
    }
    return new FlowExamples(
        examples.channels(), side, examples.classes(), pictures, given, examples.labels());
  }
}

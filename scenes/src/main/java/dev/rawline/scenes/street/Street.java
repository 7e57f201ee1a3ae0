package dev.rawline.scenes.street;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;

/**
 * The properties of one street.
 *
 * @param half half the width between its kerbs [m]
 * @param lanes its lanes in each direction, 1 or 2
 * @param lane the width of a lane [m]
 * @param parking whether cars may park along its kerbs
 * @param line the line between the directions
 * @param pavement the width of its pavements [m]
 * @param trees whether there are trees on its pavements
 * @param slabs whether its pavements are slabs; asphalt otherwise
 * @param age 0 for new asphalt, dark, to 1 for old
 * @param traffic the share of its lanes that moving cars occupy, 0 to 1
 * @param occupied the share of its bays that are occupied, 0 to 1
 * @param seed the seed of its surface
 */
record Street(
    double half,
    int lanes,
    double lane,
    boolean parking,
    Line line,
    double pavement,
    boolean trees,
    boolean slabs,
    double age,
    double traffic,
    double occupied,
    int seed) {

  /** The line between the directions of a street. */
  enum Line {
    /** Nothing. */
    NONE,
    /** Dashes. */
    DASHED,
    /** One line. */
    SOLID,
    /** Two lines. */
    DOUBLE
  }

  /** The width of a bay along the kerb [m]. */
  static final double BAY = 2.1;

  /** Returns a through street. */
  static Street avenue(long key) {
    RandomDraws draws = new RandomDraws(new RandomStream(key));
    boolean wide = draws.chance(0.35);
    boolean parking = draws.chance(0.65);
    double lane = draws.between(3.05, 3.5);
    int lanes = wide ? 2 : 1;
    return new Street(
        lanes * lane + (parking ? BAY : 0.3),
        lanes,
        lane,
        parking,
        wide
            ? draws.pick(Line.SOLID, Line.DOUBLE)
            : draws.pick(Line.DASHED, Line.DASHED, Line.SOLID),
        draws.between(2.4, 4.2),
        draws.chance(0.55),
        draws.chance(0.7),
        draws.between(0, 1),
        draws.between(0.12, 0.4),
        draws.between(0.45, 0.85),
        draws.seed());
  }

  /** Returns a side street. */
  static Street side(long key) {
    RandomDraws draws = new RandomDraws(new RandomStream(key));
    boolean parking = draws.chance(0.6);
    double lane = draws.between(2.6, 3);
    return new Street(
        lane + (parking ? BAY : 0.2),
        1,
        lane,
        parking,
        draws.pick(Line.NONE, Line.NONE, Line.DASHED),
        draws.between(1.6, 2.8),
        draws.chance(0.35),
        draws.chance(0.6),
        draws.between(0, 1),
        draws.between(0.04, 0.16),
        draws.between(0.4, 0.85),
        draws.seed());
  }
}

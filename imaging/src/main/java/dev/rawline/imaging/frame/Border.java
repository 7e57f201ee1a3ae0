package dev.rawline.imaging.frame;

/**
 * How a picture is extended beyond its edge.
 *
 * <p>With samples a b c d at positions 0 1 2 3 the three borders read
 *
 * <pre>
 * MIRROR     … c b | a b c d | c b …   keeps the parity of a colour filter array
 * SYMMETRIC  … b a | a b c d | d c …
 * ZERO       … 0 0 | a b c d | 0 0 …
 * </pre>
 */
public enum Border {
  /** Reflects about the outermost sample, which appears once; the default everywhere. */
  MIRROR,
  /** Reflects about the edge, so that the outermost sample appears twice. */
  SYMMETRIC,
  /** Everything outside is 0. */
  ZERO;

  /** What {@link #index} returns for a position whose sample is 0. */
  public static final int OUTSIDE = -1;

  /**
   * Returns the index to read for a position that may be outside.
   *
   * @param position any position
   * @param length the number of samples, at least 1
   * @return a position in [0, length), or {@link #OUTSIDE} where the sample is 0
   */
  public int index(int position, int length) {
    if (position >= 0 && position < length) {
      return position;
    }
    return switch (this) {
      case MIRROR -> {
        if (length == 1) {
          yield 0;
        }
        int period = 2 * (length - 1);
        int folded = Math.floorMod(position, period);
        yield folded < length ? folded : period - folded;
      }
      case SYMMETRIC -> {
        int period = 2 * length;
        int folded = Math.floorMod(position, period);
        yield folded < length ? folded : period - 1 - folded;
      }
      case ZERO -> OUTSIDE;
    };
  }
}

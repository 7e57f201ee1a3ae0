package dev.rawline.imaging.isp.fast.kernel;

/**
 * Sums over the pixels of a step's rows: single precision for a few rows, then double.
 *
 * <p>The sums of rows that are computed only as a halo are discarded.
 */
public final class RowSums {
  private static final int NONE = -1;

  private final PartialSums piece;
  private final LaneSums ours;
  private final LaneSums waste;
  private final Adder adder;
  private int vector = NONE;

  /** Adds sums to a vector of totals. */
  @FunctionalInterface
  public interface Adder {
    /**
     * Adds.
     *
     * @param sums the sums
     * @param totals vectors of totals
     * @param at the index of the first
     */
    void add(LaneSums sums, double[] totals, int at);
  }

  /**
   * Prepares the sums.
   *
   * @param piece the destination
   * @param count how many there are
   * @param adder adds them to the destination
   */
  public RowSums(PartialSums piece, int count, Adder adder) {
    this.piece = piece;
    this.ours = new LaneSums(count);
    this.waste = new LaneSums(count);
    this.adder = adder;
  }

  /** Returns the lanes to which a row is added; rows arrive from top to bottom. */
  float[] lanes(int row) {
    int next = piece.vector(row);
    if (next == NONE) {
      return waste.lanes;
    }
    if (next != vector) {
      finish();
      vector = next;
    }
    return ours.lanes;
  }

  /** Starts a piece. */
  public void begin() {
    ours.clear();
    waste.clear();
    vector = NONE;
  }

  /** Adds the sums last. */
  public void finish() {
    if (vector != NONE) {
      adder.add(ours, piece.totals(), piece.place(vector));
      ours.clear();
    }
  }
}

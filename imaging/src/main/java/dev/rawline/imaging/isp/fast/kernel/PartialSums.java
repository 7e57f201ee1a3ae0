package dev.rawline.imaging.isp.fast.kernel;

/**
 * The sums over the pixels of one piece of a batch: for every {@link #ROWS_A_SUM} rows of the
 * picture a vector of totals.
 */
public final class PartialSums {
  /** The number of rows that are summed in single precision. */
  public static final int ROWS_A_SUM = 64;

  private double[] totals;
  private int at;
  private int count;
  private int first;
  private int end;
  private int height;

  /**
   * Starts a piece.
   *
   * @param newTotals receives the totals
   * @param newAt the index of the first total of the picture
   * @param newCount the length of each vector
   * @param firstRow the first row of the piece
   * @param endRow the row after the last
   * @param pictureHeight the number of rows of the picture
   */
  public void begin(
      double[] newTotals, int newAt, int newCount, int firstRow, int endRow, int pictureHeight) {
    totals = newTotals;
    at = newAt;
    count = newCount;
    first = firstRow;
    end = endRow;
    height = pictureHeight;
  }

  /**
   * Returns the index of the vector that a row belongs to, or −1 if it belongs to another piece.
   * Rows beyond the picture belong to the vector of the nearest row.
   */
  int vector(int row) {
    int nearest = Math.clamp(row, 0, height - 1);
    return nearest >= first && nearest < end ? nearest / ROWS_A_SUM : -1;
  }

  double[] totals() {
    return totals;
  }

  /** Returns the index of a vector. */
  int place(int vector) {
    return at + vector * count;
  }
}

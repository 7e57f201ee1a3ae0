package dev.rawline.imaging.isp.fast.kernel;

/**
 * Where the sums over the pixels of one piece of a batch go: for every {@link #ROWS_A_SUM} rows of
 * the picture a vector of totals.
 */
public final class PartialSums {
  /** So many rows are summed up in single precision. */
  public static final int ROWS_A_SUM = 64;

  private double[] totals;
  private int at;
  private int count;
  private int first;
  private int end;
  private int height;

  /**
   * Begins a piece.
   *
   * @param newTotals where the totals go
   * @param newAt where those of the picture begin
   * @param newCount how many numbers each vector has
   * @param firstRow the first row of the piece
   * @param endRow the row after the last
   * @param pictureHeight how many rows the picture has
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
   * Returns the number of the vector that a row belongs to, or −1 if it is another piece's. Rows
   * beyond the picture belong where the nearest does.
   */
  int vector(int row) {
    int nearest = Math.clamp(row, 0, height - 1);
    return nearest >= first && nearest < end ? nearest / ROWS_A_SUM : -1;
  }

  double[] totals() {
    return totals;
  }

  /** Returns where a vector begins. */
  int place(int vector) {
    return at + vector * count;
  }
}

package dev.rawline.imaging.isp.fast.kernel;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A step of a rendering that works row by row and keeps no more rows than the steps after it read.
 *
 * <p>While the output is at some row, this step is {@link #lead} rows ahead, because the steps
 * after it read that many rows below their own. The rows lie in a ring: row r takes the place of
 * row r − {@link #kept}.
 *
 * <p>Rows are computed over the whole width, in whole vectors and without a thought for borders:
 * the mosaic was continued by reflection before, and a filter that reads d columns to either side
 * leaves d more columns at both ends that nothing valid may read.
 */
public abstract class RowStep {

  /**
   * How many samples after the beginning of an array a cache line begins, if the array does so: its
   * header has 16 bytes, a line 64.
   */
  private static final int TO_CACHE_LINE = 12;

  /**
   * Rows of an earlier step that a step reads.
   *
   * @param step the earlier step
   * @param rows how many rows above and below its own
   */
  public record Reads(RowStep step, int rows) {}

  private final int planes;
  private final List<Reads> reads;

  /** How many rows this step is ahead of the output. */
  private int lead;

  /** How many rows before the picture's first and after its last one matter, on the way back. */
  private int halo;

  /** How many rows stay readable. */
  private int kept = 1;

  /** ⌈2⁶⁴ / kept⌉, by which the place of a row in the ring is found without a division. */
  private long inverse;

  private int margin;
  private int stride;

  /** How many columns are computed, a whole number of vectors. */
  int columns;

  /** All rows of all planes; see {@link #at}. */
  float[] samples = {};

  RowStep(int planes, Reads... reads) {
    this.planes = planes;
    this.reads = List.of(reads);
  }

  /** Takes the number of columns that are computed, a whole number of vectors. */
  public final void setColumns(int count) {
    columns = count;
  }

  /** Computes one row, from rows that the earlier steps have computed. */
  public abstract void compute(int row);

  /** Returns where the first column of a row begins in {@link #samples}. */
  final int at(int plane, int row) {
    return margin + (place(row) * planes + plane) * stride;
  }

  /**
   * Returns a row's place in the ring, the remainder of row + 2³¹ by {@link #kept}: the fraction of
   * the quotient, in 64 bits, times the divisor. Exact for every row.
   *
   * <p>Source: D. Lemire, O. Kaser, N. Kurz, "Faster remainder by direct computation", Software:
   * Practice and Experience 49 (6), 2019.
   */
  private int place(int row) {
    long fraction = (row - (long) Integer.MIN_VALUE) * inverse;
    return (int) Math.unsignedMultiplyHigh(fraction, kept);
  }

  /** Returns how many rows this step is ahead of the output. */
  public final int lead() {
    return lead;
  }

  /**
   * Tells the steps before how far ahead this one reads; called from the last step to the first.
   */
  public final void announce() {
    for (Reads read : reads) {
      read.step.lead = Math.max(read.step.lead, lead + read.rows);
    }
  }

  /** Returns how many rows beyond the picture's first and last one matter, on the way back. */
  public final int halo() {
    return halo;
  }

  /** Says that rows so far beyond the picture matter. */
  public final void reachOut(int rows) {
    halo = rows;
  }

  /**
   * Returns how far beyond the picture this step makes something of some of the steps that it
   * reads, if these make something within their own halos.
   */
  public final int spread(Collection<RowStep> among) {
    int farthest = 0;
    for (Reads read : reads) {
      if (among.contains(read.step)) {
        farthest = Math.max(farthest, read.step.halo + read.rows);
      }
    }
    return farthest;
  }

  /** Tells the steps before for how long this one reads their rows; called when all leads stand. */
  public final void reserve() {
    for (Reads read : reads) {
      read.step.keep(read.step.lead - lead + read.rows + 1);
    }
  }

  /** Keeps at least so many rows readable. */
  final void keep(int rows) {
    kept = Math.max(kept, rows);
  }

  /**
   * Makes room for the rows.
   *
   * @param longest the number of columns at most
   * @param reach how far beyond its first and last column a row may be read
   */
  public void allocate(int longest, int reach) {
    margin = reach + TO_CACHE_LINE;
    stride = longest;
    inverse = Long.divideUnsigned(-1, kept) + 1;
    int length = 2 * margin + kept * planes * stride;
    if (samples.length < length) {
      samples = new float[length];
    }
  }

  /** Takes the memory of a step that works no more. */
  public final void inherit(RowStep old) {
    samples = old.samples;
  }

  /** Leaves nothing of the pictures before. */
  public final void wipe() {
    Arrays.fill(samples, 0);
  }

  /** Makes a row of zeros. */
  public final void blank(int row) {
    int first = at(0, row);
    Arrays.fill(samples, first, first + planes * stride, 0);
  }
}

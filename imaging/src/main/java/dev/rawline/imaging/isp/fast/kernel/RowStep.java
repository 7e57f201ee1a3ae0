package dev.rawline.imaging.isp.fast.kernel;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A step of a rendering that works row by row and keeps only the rows that later steps read.
 *
 * <p>This step is {@link #lead} rows ahead of the output, because later steps read that many rows
 * below their own. The rows form a ring: row r replaces row r − {@link #kept}.
 *
 * <p>Rows are computed over the whole width, in whole vectors and without border handling: the
 * mosaic was extended by reflection before, and a filter that reads d columns to either side makes
 * d more columns at both ends invalid.
 */
public abstract class RowStep {

  /**
   * The offset of the first cache line in an array that is itself aligned: its header has 16 bytes,
   * a line 64.
   */
  private static final int TO_CACHE_LINE = 12;

  /**
   * Rows of an earlier step that a step reads.
   *
   * @param step the earlier step
   * @param rows the number of rows above and below its own
   */
  public record Reads(RowStep step, int rows) {}

  private final int planes;
  private final List<Reads> reads;

  /** The lead of this step over the output [rows]. */
  private int lead;

  /**
   * The number of rows before the first and after the last of the picture that the backward pass
   * needs.
   */
  private int halo;

  /** The number of rows that stay readable. */
  private int kept = 1;

  /** ⌈2⁶⁴ / kept⌉, to find the position of a row in the ring without a division. */
  private long inverse;

  private int margin;
  private int stride;

  /** The number of computed columns, a whole number of vectors. */
  int columns;

  /** All rows of all planes; see {@link #at}. */
  float[] samples = {};

  RowStep(int planes, Reads... reads) {
    this.planes = planes;
    this.reads = List.of(reads);
  }

  /** Sets the number of computed columns, a whole number of vectors. */
  public final void setColumns(int count) {
    columns = count;
  }

  /** Computes one row, from rows that the earlier steps have computed. */
  public abstract void compute(int row);

  /** Returns the index of the first column of a row in {@link #samples}. */
  final int at(int plane, int row) {
    return margin + (place(row) * planes + plane) * stride;
  }

  /**
   * Returns a row's position in the ring, the remainder of row + 2³¹ by {@link #kept}: the fraction
   * of the quotient, in 64 bits, times the divisor. Exact for every row.
   *
   * <p>Source: D. Lemire, O. Kaser, N. Kurz, "Faster remainder by direct computation", Software:
   * Practice and Experience 49 (6), 2019.
   */
  private int place(int row) {
    long fraction = (row - (long) Integer.MIN_VALUE) * inverse;
    return (int) Math.unsignedMultiplyHigh(fraction, kept);
  }

  /** Returns the lead of this step over the output [rows]. */
  public final int lead() {
    return lead;
  }

  /**
   * Reports to the previous steps how far ahead this one reads; called from the last step to the
   * first.
   */
  public final void announce() {
    for (Reads read : reads) {
      read.step.lead = Math.max(read.step.lead, lead + read.rows);
    }
  }

  /**
   * Returns the number of rows beyond the first and last of the picture that the backward pass
   * needs.
   */
  public final int halo() {
    return halo;
  }

  /** Requests this number of rows beyond the picture. */
  public final void requestHalo(int rows) {
    halo = rows;
  }

  /**
   * Returns how far beyond the picture this step has output, given the halos of some of its inputs.
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

  /**
   * Reports to the previous steps for how long this one reads their rows; called when all leads are
   * known.
   */
  public final void reserve() {
    for (Reads read : reads) {
      read.step.keep(read.step.lead - lead + read.rows + 1);
    }
  }

  /** Keeps at least this number of rows readable. */
  final void keep(int rows) {
    kept = Math.max(kept, rows);
  }

  /**
   * Allocates the rows.
   *
   * @param longest the largest number of columns
   * @param reach the largest distance of a read beyond the first and last column
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

  /** Reuses the memory of a finished step. */
  public final void inherit(RowStep old) {
    samples = old.samples;
  }

  /** Clears the rows of previous pictures. */
  public final void wipe() {
    Arrays.fill(samples, 0);
  }

  /** Sets a row to zero. */
  public final void blank(int row) {
    int first = at(0, row);
    Arrays.fill(samples, first, first + planes * stride, 0);
  }
}

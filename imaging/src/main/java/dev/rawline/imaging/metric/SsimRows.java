package dev.rawline.imaging.metric;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.VectorApi;
import java.util.Arrays;

/**
 * The fast twin of {@link PlaneSsim} for separable windows of up to 11 px: a few rows at a time, so
 * that all that is read again remains in the processor's caches.
 *
 * <p>Four rows at a time, the pictures' rows are blurred along the row; eight rows behind, those
 * sums along the columns give the means and S, whose derivatives are blurred along the row; another
 * eight rows behind, those along the columns, which gives the gradient. Each sample is added in the
 * same order whatever the width of vectors.
 */
final class SsimRows {
  private static final int REACH = SsimKernel.REACH;

  /** The number of rows in a block. */
  private static final int ROWS = 4;

  /** The blocks of four rows that lie between a row and the last that its sum reads. */
  private static final int DELAY = 2;

  /** The rows that are kept: whole blocks, from five above the first of a block on. */
  private static final int KEPT = ROWS * (2 * DELAY + 1);

  /** Zeros on both sides of a row, at least the reach and two whole vectors. */
  private static final int MARGIN = 16;

  private static final int MEANS = 4;
  private static final int DERIVATIVES = 3;

  /** Copies one row out of a picture or into it. */
  @FunctionalInterface
  interface Rows {
    /**
     * Copies a row.
     *
     * @param first the index of its first sample in the picture
     * @param row the samples
     * @param at the index of its first sample among them
     * @param columns how many there are
     */
    void copy(int first, double[] row, int at, int columns);

    /** Reads rows of a picture. */
    static Rows of(float[] picture) {
      return (first, row, at, columns) -> {
        for (int i = 0; i < columns; i++) {
          row[at + i] = picture[first + i];
        }
      };
    }

    /** Reads rows of a picture. */
    static Rows of(double[] picture) {
      return (first, row, at, columns) -> System.arraycopy(picture, first, row, at, columns);
    }

    /** Writes rows into a picture, rounded to float32. */
    static Rows into(float[] picture) {
      return (first, row, at, columns) -> {
        for (int i = 0; i < columns; i++) {
          picture[first + i] = (float) row[at + i];
        }
      };
    }

    /** Writes rows into a picture. */
    static Rows into(double[] picture) {
      return (first, row, at, columns) -> System.arraycopy(row, at, picture, first, columns);
    }
  }

  private final int width;
  private final int height;
  private final int stride;
  private final double c1;
  private final double c2;
  private final double[] weights;

  /** One row of each quantity, between zeros. */
  private final double[] padded;

  /** The rows of the pictures and their products, summed along the row. */
  private final double[] sums;

  /** The rows of the derivatives, summed along the row. */
  private final double[] back;

  /** Four rows of each quantity, summed along both. */
  private final double[] blurred;

  private final double[] columns;
  private final int[] rows = new int[ROWS + 2 * REACH];

  SsimRows(Ssim ssim, int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = Math.ceilDiv(width, MARGIN) * MARGIN + 2 * MARGIN;
    this.c1 = ssim.k1() * ssim.k1();
    this.c2 = ssim.k2() * ssim.k2();
    this.weights = Arrays.copyOf(GaussianWindow.separable(ssim), REACH + 1);
    this.padded = new double[MEANS * stride];
    this.sums = new double[MEANS * KEPT * stride];
    this.back = new double[DERIVATIVES * KEPT * stride];
    this.blurred = new double[MEANS * ROWS * stride];
    this.columns = new double[stride];
  }

  /** Returns whether this class computes an SSIM. */
  static boolean supports(Ssim ssim) {
    return VectorApi.PRESENT
        && ssim.weights() == Ssim.Weights.EXACT
        && ssim.window() <= 2 * REACH + 1;
  }

  /** Returns the mean of S over all colours. */
  double value(Rows picture, Rows reference) {
    return mean(picture, reference, null);
  }

  /** Returns the mean of S over all colours and writes its gradient with respect to the picture. */
  double pull(Rows picture, Rows reference, Rows gradient) {
    return mean(picture, reference, gradient);
  }

  private double mean(Rows picture, Rows reference, Rows gradient) {
    double sum = 0;
    int area = width * height;
    for (int channel = 0; channel < Picture.CHANNELS; channel++) {
      Arrays.fill(columns, 0);
      beginAbove(sums, MEANS);
      beginAbove(back, DERIVATIVES);
      int first = channel * area;
      int blocks = Math.ceilDiv(height, ROWS);
      for (int block = 0; block < blocks + 2 * DELAY; block++) {
        alongRows(picture, reference, first, ROWS * block);
        if (block >= DELAY) {
          similarities(ROWS * (block - DELAY), gradient != null);
        }
        if (gradient != null && block >= 2 * DELAY) {
          gradient(picture, reference, gradient, first, ROWS * (block - 2 * DELAY));
        }
      }
      for (int i = 0; i < width; i++) {
        sum += columns[i];
      }
    }
    return sum / (Picture.CHANNELS * area);
  }

  /** Clears the rows above the first. */
  private void beginAbove(double[] ring, int quantities) {
    for (int quantity = 0; quantity < quantities; quantity++) {
      Arrays.fill(ring, at(quantity, -DELAY * ROWS), at(quantity, -1) + stride, 0);
    }
  }

  /** Returns the index of a kept row. */
  private int at(int quantity, int row) {
    return (quantity * KEPT + (row + KEPT) % KEPT) * stride;
  }

  private void alongRows(Rows picture, Rows reference, int first, int top) {
    for (int row = top; row < top + ROWS; row++) {
      if (row < height) {
        read(picture, reference, first + row * width);
        int p = MARGIN;
        SsimKernel.products(padded, p, p + stride, p + 2 * stride, p + 3 * stride, width);
        blurRow(MEANS, sums, row);
      } else {
        clear(MEANS, sums, row);
      }
    }
  }

  private void read(Rows picture, Rows reference, int from) {
    picture.copy(from, padded, MARGIN, width);
    reference.copy(from, padded, MARGIN + stride, width);
  }

  /** Sums each quantity along its row, with zeros beyond the edge. */
  private void blurRow(int quantities, double[] ring, int row) {
    for (int quantity = 0; quantity < quantities; quantity++) {
      int at = quantity * stride + MARGIN;
      Arrays.fill(padded, at + width, (quantity + 1) * stride, 0);
      SsimKernel.alongRow(padded, at, weights, ring, at(quantity, row), width);
    }
  }

  private void clear(int quantities, double[] ring, int row) {
    for (int quantity = 0; quantity < quantities; quantity++) {
      int at = at(quantity, row);
      Arrays.fill(ring, at, at + stride, 0);
    }
  }

  /** Sums the rows of a block along the columns. */
  private void blurColumns(int quantities, double[] ring, int top) {
    for (int quantity = 0; quantity < quantities; quantity++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = at(quantity, top - REACH + i);
      }
      for (int row = 0; row < ROWS; row += SsimKernel.ROWS) {
        int to = (quantity * ROWS + row) * stride;
        SsimKernel.alongColumns(ring, rows, row, weights, blurred, to, stride, width);
      }
    }
  }

  private void similarities(int top, boolean differentiated) {
    if (top < height) {
      blurColumns(MEANS, sums, top);
    }
    for (int row = top; row < top + ROWS; row++) {
      if (row < height) {
        int at = (row - top) * stride;
        SsimKernel.similarity(
            blurred,
            at,
            at + ROWS * stride,
            at + 2 * ROWS * stride,
            at + 3 * ROWS * stride,
            c1,
            c2,
            columns,
            padded,
            MARGIN,
            MARGIN + stride,
            MARGIN + 2 * stride,
            width);
        if (differentiated) {
          blurRow(DERIVATIVES, back, row);
        }
      } else {
        clear(DERIVATIVES, back, row);
      }
    }
  }

  private void gradient(Rows picture, Rows reference, Rows gradient, int first, int top) {
    blurColumns(DERIVATIVES, back, top);
    double share = 1.0 / (Picture.CHANNELS * width * height);
    for (int row = top; row < Math.min(top + ROWS, height); row++) {
      read(picture, reference, first + row * width);
      int at = (row - top) * stride;
      SsimKernel.gradient(
          padded,
          MARGIN,
          MARGIN + stride,
          blurred,
          at,
          at + ROWS * stride,
          at + 2 * ROWS * stride,
          share,
          width);
      gradient.copy(first + row * width, padded, MARGIN, width);
    }
  }
}

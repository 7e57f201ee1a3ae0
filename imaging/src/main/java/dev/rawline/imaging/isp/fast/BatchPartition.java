package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;
import java.util.List;

/**
 * The partition of a batch into pieces that are processed in parallel: bands of rows of its
 * mosaics.
 *
 * <p>Sums over pixels are computed for {@link PartialSums#ROWS_A_SUM} rows at a time and added at
 * the end, so they do not depend on the partition.
 *
 * @param area the number of pixels of a mosaic
 * @param height the number of rows of a mosaic
 * @param bands the number of bands of each mosaic
 * @param pieces the total number of bands
 */
record BatchPartition(int area, int height, int bands, int pieces) {
  /** The number of rows from which a separate band is worth its halo. */
  private static final int SHORTEST_BAND = 96;

  static BatchPartition of(List<RawImage> raws, int threads) {
    int width = raws.getFirst().width();
    int height = raws.getFirst().height();
    boolean even = raws.size() % threads == 0 || raws.size() > 4 * threads;
    int bands = even ? 1 : Math.clamp(height / SHORTEST_BAND, 1, threads);
    return new BatchPartition(
        Math.multiplyExact(width, height), height, bands, bands * raws.size());
  }

  /** Returns the number of partial sums of each mosaic. */
  int sums() {
    return Math.ceilDiv(height, PartialSums.ROWS_A_SUM);
  }

  int image(int piece) {
    return piece / bands;
  }

  /** Returns the first row of a piece. */
  int first(int piece) {
    return Math.min(height, piece % bands * Math.ceilDiv(sums(), bands) * PartialSums.ROWS_A_SUM);
  }

  /** Returns the row after the last of a piece. */
  int end(int piece) {
    return (piece + 1) % bands == 0 ? height : first(piece + 1);
  }
}

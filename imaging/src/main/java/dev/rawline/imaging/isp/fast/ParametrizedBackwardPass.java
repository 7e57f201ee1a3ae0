package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;
import dev.rawline.imaging.isp.fast.kernel.RowRing;

/**
 * Propagates the gradient of a view back through the parametrized chain, from top to bottom, in
 * little memory.
 *
 * <p>The forward results are recomputed, a few rows ahead, which costs less than reading them from
 * memory. A stage that reads rows above and below its own is one block behind the stage that writes
 * them, in the forward and the backward pass.
 */
final class ParametrizedBackwardPass {
  /** The number of blocks that are summed in single precision. */
  static final int BLOCKS_A_SUM = PartialSums.ROWS_A_SUM / RowRing.BLOCK;

  /** The lead of the first stage over the last [blocks]. */
  private static final int AHEAD = 6;

  private final BackwardRows rows = new BackwardRows();
  private final PixelSums sums = new PixelSums();

  /** Receives the sums of the halo rows, which belong to other passes. */
  private final PixelSums waste = new PixelSums();

  private int first;
  private int end;
  private int blocks;

  /**
   * Propagates the gradient back to some rows of the mosaic; the partial sums are {@link
   * PixelSums}.
   */
  void carry(ParametrizedChain chain, GradientPiece piece) {
    MosaicSource raw = piece.raw();
    double[] totals = piece.totals();
    int totalsAt = piece.totalsAt();
    first = Math.ceilDiv(piece.first(), RowRing.BLOCK);
    end = Math.ceilDiv(piece.end(), RowRing.BLOCK);
    blocks = Math.ceilDiv(raw.height(), RowRing.BLOCK);
    rows.begin(chain, raw);
    sums.clear();
    waste.clear();
    ForwardRows forward = rows.forward;
    for (int step = first - AHEAD; step < end + AHEAD; step++) {
      int block = step;
      if (within(block, AHEAD)) {
        forward.level(block);
      }
      block = step - 1;
      if (within(block, 5)) {
        forward.colour(block);
      }
      block = step - 2;
      if (within(block, 4)) {
        forward.sharpen(block);
      }
      block = step - 3;
      if (within(block, 3)) {
        forward.blur(block);
        rows.gamma(block, piece.viewGradients(), piece.viewAt(), into(block));
        if (endsSum(block)) {
          sums.addGamma(chain.gammaPullback(), totals, total(totalsAt, block));
        }
      }
      block = step - 4;
      if (within(block, 2)) {
        rows.blur(block, into(block));
        if (endsSum(block)) {
          sums.addBlur(totals, total(totalsAt, block));
        }
      }
      block = step - 5;
      if (within(block, 1)) {
        rows.sharpen(block, into(block));
        rows.colour(block, into(block));
        if (endsSum(block)) {
          sums.addSharpening(totals, total(totalsAt, block));
          sums.addMatrix(totals, total(totalsAt, block));
        }
      }
      block = step - AHEAD;
      if (within(block, 0)) {
        rows.demosaic(block, piece.rawGradients(), piece.rawAt(), into(block));
        if (endsSum(block)) {
          sums.addMosaic(forward.demosaicing, forward.blackLevel, totals, total(totalsAt, block));
        }
      }
    }
  }

  /**
   * Returns whether a block belongs to this pass, or is a block of the picture within a distance of
   * it.
   */
  private boolean within(int block, int halo) {
    return block >= Math.max(0, first - halo) && block < Math.min(end + halo, blocks);
  }

  private PixelSums into(int block) {
    return within(block, 0) ? sums : waste;
  }

  /**
   * Returns whether a block belongs to this pass and is the last of those that are summed together.
   */
  private boolean endsSum(int block) {
    return within(block, 0) && (block % BLOCKS_A_SUM == BLOCKS_A_SUM - 1 || block == blocks - 1);
  }

  private static int total(int totalsAt, int block) {
    return totalsAt + block / BLOCKS_A_SUM * ParametrizedChain.COUNT;
  }
}

package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;
import dev.rawline.imaging.isp.fast.kernel.RowRing;

/**
 * Carries the gradient by a view back through the parametrized chain, from top to bottom, in little
 * memory.
 *
 * <p>What the chain computed is computed again, a few rows ahead; that costs less than to fetch it
 * from memory. A stage that reads rows above and below its own is one block behind the stage that
 * writes them, on the way forward and on the way back.
 */
final class ParametrizedBackwardPass {
  /** So many blocks are summed up in single precision. */
  static final int BLOCKS_A_SUM = PartialSums.ROWS_A_SUM / RowRing.BLOCK;

  /** How many blocks the first stage is ahead of the last. */
  private static final int AHEAD = 6;

  private final BackwardRows rows = new BackwardRows();
  private final PixelSums sums = new PixelSums();

  /** Takes what belongs to rows of other passes, which are computed here as a halo. */
  private final PixelSums waste = new PixelSums();

  private int first;
  private int end;
  private int blocks;

  /**
   * Carries the gradient back to some blocks of rows of the mosaic.
   *
   * @param viewGradients where the gradients by the view stand
   * @param viewAt where the first of them stands
   * @param rawGradients where the gradients by the mosaic go
   * @param rawAt where the first of them goes
   * @param totals where the {@link PixelSums} go: for every {@link #BLOCKS_A_SUM} blocks of the
   *     picture as many numbers as the chain has
   * @param totalsAt where the first of them goes
   * @param firstBlock the first block, a multiple of {@link #BLOCKS_A_SUM}
   * @param endBlock the block after the last, also a multiple, or the picture's end
   */
  void carry(
      ParametrizedChain chain,
      RawImage raw,
      float[] viewGradients,
      int viewAt,
      float[] rawGradients,
      int rawAt,
      double[] totals,
      int totalsAt,
      int firstBlock,
      int endBlock) {
    first = firstBlock;
    end = endBlock;
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
        rows.gamma(block, viewGradients, viewAt, into(block));
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
        rows.demosaic(block, rawGradients, rawAt, into(block));
        if (endsSum(block)) {
          sums.addMosaic(forward.demosaicing, forward.blackLevel, totals, total(totalsAt, block));
        }
      }
    }
  }

  /** Returns whether a block is one of ours, or of the picture and so near to ours. */
  private boolean within(int block, int halo) {
    return block >= Math.max(0, first - halo) && block < Math.min(end + halo, blocks);
  }

  private PixelSums into(int block) {
    return within(block, 0) ? sums : waste;
  }

  /** Returns whether a block is ours and the last of those that are summed up together. */
  private boolean endsSum(int block) {
    return within(block, 0) && (block % BLOCKS_A_SUM == BLOCKS_A_SUM - 1 || block == blocks - 1);
  }

  private static int total(int totalsAt, int block) {
    return totalsAt + block / BLOCKS_A_SUM * ParametrizedChain.COUNT;
  }
}

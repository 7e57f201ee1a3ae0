package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.isp.fast.kernel.RowStep;
import dev.rawline.imaging.isp.fast.kernel.RowSums;
import dev.rawline.imaging.numeric.Lanes;

/**
 * Propagates gradients of views back to rows of mosaics, from top to bottom, in little memory.
 *
 * <p>The forward results are recomputed, a few rows ahead, which costs less than reading them from
 * memory.
 */
final class RenderingBackwardPass {
  private final RenderingChain chain;
  private final RenderingBackwardSteps steps;

  /** The halo at both ends [columns]. */
  private final int reach;

  private int longest;

  /**
   * Prepares a chain.
   *
   * @param old a finished instance for the same chain with other parameter values, whose memory is
   *     reused, or null
   */
  RenderingBackwardPass(RenderingChain chain, RenderingBackwardPass old) {
    this.chain = chain;
    this.steps = new RenderingBackwardSteps(chain);
    this.reach = Lanes.padded(steps.forward.mosaic.halo());
    if (old != null) {
      steps.forward.inherit(old.steps.forward);
      for (int i = 0; i < steps.back.size(); i++) {
        steps.back.get(i).inherit(old.steps.back.get(i));
      }
    }
  }

  boolean isOf(RenderingChain other) {
    return chain == other;
  }

  /** Propagates the gradient back to some rows of a mosaic. */
  void carry(GradientPiece piece) {
    MosaicSource raw = piece.raw();
    int height = raw.height();
    int first = piece.first();
    int end = piece.end();
    begin(raw);
    steps.piece.begin(piece.totals(), piece.totalsAt(), chain.sums(), first, end, height);
    steps.gamma.begin(piece.viewGradients(), piece.viewAt(), raw.width(), height);
    steps.raw.begin(piece.rawGradients(), piece.rawAt(), raw.width(), height, first, end);
    steps.sums.forEach(RowSums::begin);

    // Rows beyond the picture are folded back to rows near its edge.
    int halo = steps.raw.halo();
    int from = first <= halo ? -halo : first;
    int to = end + halo >= height ? height + halo : end;
    for (int next = from - 2 * steps.forward.mosaic.lead(); next < to; next++) {
      for (RowStep step : steps.forward.steps) {
        int row = next + step.lead();
        if (row >= from - step.lead() && isNear(step, row, height)) {
          step.compute(row);
        }
      }
      for (RowStep step : steps.back) {
        int row = next + step.lead();
        if (row >= from - step.lead()) {
          carry(step, row, height);
        }
      }
    }
    steps.sums.forEach(RowSums::finish);
  }

  private static void carry(RowStep step, int row, int height) {
    if (isNear(step, row, height)) {
      step.compute(row);
    } else {
      step.blank(row);
    }
  }

  private static boolean isNear(RowStep step, int row, int height) {
    return row >= -step.halo() && row < height + step.halo();
  }

  private void begin(MosaicSource raw) {
    int columns = Lanes.padded(raw.width() + 2 * reach);
    steps.blackLevel.begin(chain.blackLevels(), raw.cfa());
    steps.forward.begin(raw, -reach, columns, reach);
    if (columns > longest) {
      longest = columns;
      steps.back.forEach(step -> step.allocate(longest, reach));
    }
    for (RowStep step : steps.back) {
      step.setColumns(columns);
    }
    // Beyond the gradients' reach everything is multiplied by 0, which must not meet non-finite
    // values.
    steps.forward.steps.forEach(RowStep::wipe);
    steps.back.forEach(RowStep::wipe);
  }
}

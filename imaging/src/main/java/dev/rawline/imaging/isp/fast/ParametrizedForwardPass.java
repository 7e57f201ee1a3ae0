package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.GammaKernel;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import dev.rawline.imaging.numeric.Lanes;

/** Renders rows of a view by the parametrized chain, from top to bottom, in little memory. */
final class ParametrizedForwardPass {
  private static final int BLOCK = RowRing.BLOCK;

  private final ForwardRows rows = new ForwardRows(0);
  private final RowRing view = new RowRing(1, 1);

  /**
   * Renders some blocks of rows.
   *
   * @param views receives the view
   * @param at the index of its first sample
   * @param first the first block
   * @param end the block after the last
   */
  void render(
      ParametrizedChain chain, MosaicSource raw, SampleMemory views, int at, int first, int end) {
    rows.begin(chain, raw);
    view.begin(raw.width(), raw.height(), rows.mosaicBorder());
    int last = Math.ceilDiv(raw.height(), BLOCK) - 1;
    for (int block = first - 6; block < end; block++) {
      if (within(block + 3, first - 3, end + 3, last)) {
        rows.level(block + 3);
      }
      if (within(block + 2, first - 2, end + 2, last)) {
        rows.colour(block + 2);
      }
      if (within(block + 1, first - 1, end + 1, last)) {
        rows.sharpen(block + 1);
      }
      if (block >= first) {
        rows.blur(block);
        curve(chain.gamma(), raw, views, at, block);
      }
    }
  }

  private static boolean within(int block, int first, int end, int last) {
    return block >= Math.max(0, first) && block < end && block <= last;
  }

  private void curve(GammaKernel gamma, MosaicSource raw, SampleMemory views, int at, int block) {
    int width = raw.width();
    int height = raw.height();
    int columns = Lanes.padded(width);
    RowRing colours = rows.colours;
    int end = Math.min(BLOCK * (block + 1), height);
    for (int row = BLOCK * block; row < end; row++) {
      int luma = colours.at(ColourKernel.LUMA, row);
      int filtered = rows.blurred.at(0, row);
      for (int plane = 0; plane < Picture.CHANNELS; plane++) {
        int to = at + (plane * height + row) * width;
        boolean whole = columns == width && views.isArray();
        int spare = view.spare();
        gamma.vectors(
            colours.samples(),
            colours.at(plane, row),
            colours.samples(),
            luma,
            rows.blurred.samples(),
            filtered,
            whole ? views.array() : view.samples(),
            whole ? to : spare,
            columns);
        if (!whole) {
          views.write(view.samples(), spare, to, width);
        }
      }
    }
  }
}

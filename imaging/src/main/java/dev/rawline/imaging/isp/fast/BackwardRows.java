package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.ColourPullbackKernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution3Kernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution5Kernel;
import dev.rawline.imaging.isp.fast.kernel.GammaPullbackKernel;
import dev.rawline.imaging.isp.fast.kernel.KernelDemosaicingKernel;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import dev.rawline.imaging.numeric.Lanes;

/**
 * The rows of gradients in the backward pass through the parametrized chain, computed block by
 * block from those of the following stage and from the {@link ForwardRows}.
 *
 * <p>A row beyond the edge is a copy of a row inside, which therefore receives its gradient too, in
 * the same block.
 */
final class BackwardRows {
  private static final int BLOCK = RowRing.BLOCK;

  /** The delay of the last reader of {@link #forward} behind the gamma [blocks]. */
  private static final int BEHIND = 2;

  final ForwardRows forward = new ForwardRows(BEHIND);

  /** Gradients with respect to the gamma's input, and their sum as the fourth plane. */
  private final RowRing ofColours = new RowRing(4, 3);

  private final RowRing ofSharpened = new RowRing(1, 3);
  private final RowRing ofLuma = new RowRing(1, 1);
  private final RowRing ofDemosaiced = new RowRing(KernelDemosaicingKernel.INTERLEAVED, 3);
  private final RowRing ofMosaic = new RowRing(1, 1);

  private final int[] from = new int[BLOCK + 4];
  private final int[] at = new int[BLOCK];
  private final int[] to = new int[BLOCK];

  private ParametrizedChain chain;
  private int width;
  private int height;
  private int columns;

  /** Starts a mosaic. */
  void begin(ParametrizedChain newChain, MosaicSource raw) {
    chain = newChain;
    width = raw.width();
    height = raw.height();
    columns = Lanes.padded(width);
    forward.begin(chain, raw);
    ofColours.begin(width, height, Border.ZERO);
    ofSharpened.begin(width, height, Border.ZERO);
    ofLuma.begin(width, height, Border.ZERO);
    ofDemosaiced.begin(width, height, Border.ZERO);
    ofMosaic.begin(width, height, Border.ZERO);
  }

  /** Returns the row after the last of a block. */
  private int end(int block) {
    return Math.min(BLOCK * (block + 1), height);
  }

  /** Propagates back through the gamma. */
  void gamma(int block, SampleMemory viewGradients, int viewAt, PixelSums into) {
    RowRing colours = forward.colours;
    boolean whole = columns == width && viewGradients.isArray();
    int spare = ofColours.spare();
    for (int row = BLOCK * block; row < end(block); row++) {
      int luma = colours.at(ColourKernel.LUMA, row);
      int filtered = forward.blurred.at(0, row);
      for (int plane = 0; plane < Picture.CHANNELS; plane++) {
        int coming = viewAt + (plane * height + row) * width;
        if (!whole) {
          viewGradients.read(coming, ofColours.samples(), spare, width);
        }
        chain
            .gammaPullback()
            .row(
                whole ? viewGradients.array() : ofColours.samples(),
                whole ? coming : spare,
                colours.samples(),
                colours.at(plane, row),
                colours.samples(),
                luma,
                forward.blurred.samples(),
                filtered,
                ofColours.samples(),
                ofColours.at(plane, row),
                into.gamma.lanes(),
                columns);
      }
      GammaPullbackKernel.sum(
          ofColours.samples(),
          ofColours.at(0, row),
          ofColours.at(1, row),
          ofColours.at(2, row),
          ofColours.samples(),
          ofColours.at(ColourKernel.LUMA, row),
          columns);
    }
  }

  /** Propagates back through the blur. */
  void blur(int block, PixelSums into) {
    int first = BLOCK * block;
    ofColours.find(ColourKernel.LUMA, first - 2, BLOCK + 4, from);
    for (int i = 0; i < BLOCK; i++) {
      boolean inside = first + i < height;
      at[i] = inside ? forward.sharpened.at(0, first + i) : forward.sharpened.zeros();
      to[i] = ofSharpened.place(0, first + i);
    }
    blurFour(into);
    for (int row = first; row < end(block); row++) {
      ofSharpened.fold(ofSharpened.at(0, row), 2, forward.sharpened);
    }
    for (int distance = 1; distance <= 2; distance++) {
      blurBeyond(block, -distance, into);
      blurBeyond(block, height - 1 + distance, into);
    }
  }

  private void blurFour(PixelSums into) {
    Convolution5Kernel.back(
        ofColours.samples(),
        from,
        forward.blur,
        forward.sharpened.samples(),
        at,
        ofSharpened.samples(),
        ofSharpened.zeros(),
        to,
        into.blur.lanes(),
        -Lanes.COUNT,
        Lanes.padded(width + 2));
  }

  private void blurBeyond(int block, int row, PixelSums into) {
    int inside = chain.blur().index(row, height);
    if (stands(inside, block)) {
      ofColours.find(ColourKernel.LUMA, row - 2, BLOCK + 4, from);
      for (int i = 0; i < BLOCK; i++) {
        at[i] = i == 0 ? forward.sharpened.at(0, row) : forward.sharpened.zeros();
        to[i] = i == 0 ? ofSharpened.spare() : ofSharpened.waste();
      }
      blurFour(into);
      ofSharpened.fold(ofSharpened.spare(), 2, forward.sharpened);
      ofSharpened.add(ofSharpened.spare(), ofSharpened.at(0, inside));
    }
  }

  private static boolean stands(int row, int block) {
    return row != Border.OUTSIDE && row / BLOCK == block;
  }

  /** Propagates back through the sharpening. */
  void sharpen(int block, PixelSums into) {
    int first = BLOCK * block;
    for (int row = first; row < end(block); row += 2) {
      boolean two = row + 1 < height;
      at[0] = forward.colours.at(ColourKernel.LUMA, row);
      at[1] = two ? forward.colours.at(ColourKernel.LUMA, row + 1) : forward.colours.zeros();
      to[0] = ofLuma.place(0, row);
      to[1] = ofLuma.place(0, row + 1);
      sharpenTwo(row, into);
      ofLuma.fold(to[0], 1, forward.colours);
      ofLuma.fold(to[1], 1, forward.colours);
    }
    sharpenBeyond(block, -1, into);
    sharpenBeyond(block, height, into);
  }

  private void sharpenTwo(int row, PixelSums into) {
    ofSharpened.find(0, row - 1, 4, from);
    Convolution3Kernel.back(
        ofSharpened.samples(),
        from,
        forward.sharpening,
        forward.colours.samples(),
        at,
        ofLuma.samples(),
        to,
        into.sharpening.lanes(),
        -Lanes.COUNT,
        Lanes.padded(width + 1));
  }

  private void sharpenBeyond(int block, int row, PixelSums into) {
    int inside = chain.sharpening().index(row, height);
    if (stands(inside, block)) {
      at[0] = forward.colours.at(ColourKernel.LUMA, row);
      at[1] = forward.colours.zeros();
      to[0] = ofLuma.spare();
      to[1] = ofLuma.waste();
      sharpenTwo(row, into);
      ofLuma.fold(ofLuma.spare(), 1, forward.colours);
      ofLuma.add(ofLuma.spare(), ofLuma.at(0, inside));
    }
  }

  /** Propagates back through luma, colour matrix and white balance. */
  void colour(int block, PixelSums into) {
    for (int row = BLOCK * block; row < end(block); row++) {
      for (int plane = 0; plane < 4; plane++) {
        from[plane] = ofColours.at(plane, row);
        to[plane] = ofDemosaiced.place(plane, row);
      }
      for (int plane = 0; plane < Picture.CHANNELS; plane++) {
        at[plane] = forward.demosaiced.at(plane, row);
      }
      ColourPullbackKernel.row(
          ofColours.samples(),
          from,
          ofLuma.samples(),
          ofLuma.at(0, row),
          forward.demosaiced.samples(),
          at,
          forward.matrix,
          ofDemosaiced.samples(),
          to,
          Lanes.everyOther(forward.demosaicing.redFirst()),
          into.matrix.lanes(),
          columns);
    }
  }

  /** Propagates back through demosaicing and black level, to the mosaic. */
  void demosaic(int block, SampleMemory rawGradients, int rawAt, PixelSums into) {
    for (int row = BLOCK * block; row < end(block); row++) {
      int ofRow = ofMosaic.place(0, row);
      demosaic(row, ofRow, into);
      if (forward.edge() != null) {
        forward
            .edge()
            .back(
                forward.demosaicing,
                ofDemosaiced,
                forward.mosaic,
                row,
                ofMosaic.samples(),
                ofRow,
                into.demosaicing[row & 1]);
      }
      demosaicBeyond(row, -1, ofRow, into);
      demosaicBeyond(row, height, ofRow, into);
      BlackLevelKernel.back(ofMosaic.samples(), ofRow, into.blackLevel[row & 1].lanes(), columns);
      rawGradients.write(ofMosaic.samples(), ofRow, rawAt + row * width, width);
    }
  }

  private void demosaic(int row, int ofRow, PixelSums into) {
    forward.demosaicing.back(
        ofDemosaiced,
        row,
        forward.mosaic.samples(),
        forward.mosaic.at(0, row),
        ofMosaic.samples(),
        ofRow,
        into.demosaicing,
        -Lanes.COUNT,
        Lanes.padded(width + 1));
    ofMosaic.fold(ofRow, 1, forward.mosaic);
  }

  private void demosaicBeyond(int row, int beyond, int ofRow, PixelSums into) {
    if (forward.mosaicBorder().index(beyond, height) == row) {
      demosaic(beyond, ofMosaic.spare(), into);
      ofMosaic.add(ofMosaic.spare(), ofRow);
    }
  }
}

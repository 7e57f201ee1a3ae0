package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.BlackLevelKernel;
import dev.rawline.imaging.isp.fast.kernel.ColourKernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution3Kernel;
import dev.rawline.imaging.isp.fast.kernel.Convolution5Kernel;
import dev.rawline.imaging.isp.fast.kernel.KernelDemosaicingKernel;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import dev.rawline.imaging.numeric.Lanes;

/**
 * The rows of the parametrized chain before its gamma, computed block by block.
 *
 * <p>Every stage reads the row above and below its block, or two, so each is at least one block
 * behind the previous stage; the caller must ensure this.
 */
final class ForwardRows {
  private static final int BLOCK = RowRing.BLOCK;

  final BlackLevelKernel blackLevel = new BlackLevelKernel();
  final KernelDemosaicingKernel demosaicing = new KernelDemosaicingKernel();

  /** White balance and colour matrix in one, row by row. */
  final float[] matrix = new float[9];

  final float[] sharpening = new float[Convolution3Kernel.WEIGHTS];
  final float[] blur = new float[Convolution5Kernel.WEIGHTS];

  final RowRing mosaic;
  final RowRing demosaiced;

  /** The colours, and their luma as the fourth plane. */
  final RowRing colours;

  final RowRing sharpened = new RowRing(1, 3);
  final RowRing blurred = new RowRing(1, 1);

  private final int[] from = new int[BLOCK + 4];
  private final int[] to = new int[BLOCK];

  /** The weights of the three kernels of demosaicing. */
  private final float[] kernels = new float[3 * Convolution3Kernel.WEIGHTS];

  private ParametrizedChain chain;
  private Cfa cfa;
  private MosaicSource raw;
  private SymmetricEdge edge;
  private int columns;

  /**
   * Prepares the rows.
   *
   * @param behind the delay behind the gamma of the backward pass through the colours, which reads
   *     these rows again [blocks]; that through demosaicing has one block more
   */
  ForwardRows(int behind) {
    // The mosaic is three blocks ahead of the gamma, the colours are two.
    mosaic = new RowRing(1, behind + 5);
    demosaiced = new RowRing(3, behind + 3);
    colours = new RowRing(4, behind + 3);
  }

  /** Starts a mosaic. */
  void begin(ParametrizedChain newChain, MosaicSource newRaw) {
    if (newChain != chain || newRaw.cfa() != cfa) {
      blackLevel.begin(newChain.blackLevels(), newRaw.cfa());
      newChain.copy(ParametrizedChain.DEMOSAICING, kernels);
      demosaicing.begin(kernels, newRaw.cfa());
      newChain.matrix(matrix);
      newChain.copy(ParametrizedChain.SHARPENING, sharpening);
      newChain.copy(ParametrizedChain.BLUR, blur);
    }
    chain = newChain;
    cfa = newRaw.cfa();
    raw = newRaw;
    int width = raw.width();
    int height = raw.height();
    columns = Lanes.padded(width);
    boolean symmetric = chain.demosaicing() == Border.SYMMETRIC;
    edge = symmetric ? new SymmetricEdge(chain, cfa, width, height) : null;
    mosaic.begin(width, height, mosaicBorder());
    demosaiced.begin(width, height, Border.ZERO);
    colours.begin(width, height, chain.sharpening());
    sharpened.begin(width, height, chain.blur());
    blurred.begin(width, height, Border.ZERO);
  }

  /** Returns the border of the mosaic where no {@link #edge} is added. */
  Border mosaicBorder() {
    return chain.demosaicing() == Border.SYMMETRIC ? Border.ZERO : chain.demosaicing();
  }

  /** Returns the addition of a symmetric border to demosaicing; null for other borders. */
  SymmetricEdge edge() {
    return edge;
  }

  /** Returns the row after the last of a block. */
  private int end(int block) {
    return Math.min(BLOCK * (block + 1), raw.height());
  }

  /** Subtracts the black level. */
  void level(int block) {
    for (int row = BLOCK * block; row < end(block); row++) {
      int at = mosaic.place(0, row);
      int from = raw.at() + row * raw.width();
      SampleMemory in = raw.samples();
      if (!in.isArray()) {
        in.read(from, mosaic.samples(), at, raw.width());
      }
      blackLevel.row(
          in.isArray() ? in.array() : mosaic.samples(),
          in.isArray() ? from : at,
          row,
          mosaic.samples(),
          at,
          raw.width());
      mosaic.extend(at, 1);
    }
  }

  /** Demosaics, balances and corrects the colours. */
  void colour(int block) {
    for (int row = BLOCK * block; row < end(block); row += 2) {
      demosaicing.rows(mosaic, row, demosaiced, columns);
    }
    for (int row = BLOCK * block; row < end(block); row++) {
      if (edge != null) {
        edge.row(mosaic, row, demosaiced);
      }
      int luma = colours.place(ColourKernel.LUMA, row);
      ColourKernel.colours(
          demosaiced.samples(),
          demosaiced.at(Colour.RED.plane(), row),
          demosaiced.at(Colour.GREEN.plane(), row),
          demosaiced.at(Colour.BLUE.plane(), row),
          matrix,
          colours.samples(),
          colours.place(Colour.RED.plane(), row),
          colours.place(Colour.GREEN.plane(), row),
          colours.place(Colour.BLUE.plane(), row),
          luma,
          columns);
      colours.extend(luma, 1);
    }
  }

  /** Sharpens the luma. */
  void sharpen(int block) {
    int first = BLOCK * block;
    colours.find(ColourKernel.LUMA, first - 1, BLOCK + 2, from);
    place(sharpened, first);
    Convolution3Kernel.rows(colours.samples(), from, sharpening, sharpened.samples(), to, columns);
    for (int i = 0; i < BLOCK; i++) {
      sharpened.extend(to[i], 2);
    }
  }

  /** Blurs the sharpened luma. */
  void blur(int block) {
    int first = BLOCK * block;
    sharpened.find(0, first - 2, BLOCK + 4, from);
    place(blurred, first);
    Convolution5Kernel.rows(sharpened.samples(), from, blur, blurred.samples(), to, columns);
  }

  private void place(RowRing ring, int first) {
    for (int i = 0; i < BLOCK; i++) {
      to[i] = ring.place(0, first + i);
    }
  }
}

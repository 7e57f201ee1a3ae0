package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.fast.kernel.KernelDemosaicingKernel;
import dev.rawline.imaging.isp.fast.kernel.LaneSums;
import dev.rawline.imaging.isp.fast.kernel.RowRing;
import dev.rawline.imaging.numeric.Lanes;

/**
 * The contribution of {@link Border#SYMMETRIC} to demosaicing by kernels with {@link Border#ZERO}.
 *
 * <p>A repeated sample at the edge keeps its own colour, not the layout's, so it is added pixel by
 * pixel.
 */
final class SymmetricEdge {
  private static final int SIDE = 3;
  private static final int WEIGHTS = SIDE * SIDE;

  private final ParametrizedChain chain;
  private final Cfa cfa;
  private final int width;
  private final int height;

  SymmetricEdge(ParametrizedChain chain, Cfa cfa, int width, int height) {
    this.chain = chain;
    this.cfa = cfa;
    this.width = width;
    this.height = height;
  }

  /** Adds the contributions from beyond the edge to the colours of one row. */
  void row(RowRing mosaic, int row, RowRing colours) {
    boolean everywhere = row == 0 || row == height - 1;
    for (int column = 0; column < width; column += everywhere ? 1 : width - 1) {
      for (int weight = 0; weight < WEIGHTS; weight++) {
        int y = row + weight / SIDE - 1;
        int x = column + weight % SIDE - 1;
        if (outside(y, x)) {
          int sampleRow = Border.SYMMETRIC.index(y, height);
          int sampleColumn = Border.SYMMETRIC.index(x, width);
          Colour colour = cfa.colourAt(sampleRow, sampleColumn);
          colours.samples()[colours.at(colour.plane(), row) + column] +=
              chain.demosaicing(colour, weight)
                  * mosaic.samples()[mosaic.at(0, sampleRow) + sampleColumn];
        }
      }
    }
  }

  private boolean outside(int row, int column) {
    return row < 0 || column < 0 || row >= height || column >= width;
  }

  /**
   * Adds the gradients of the repeated samples to those of one row.
   *
   * @param out the gradients with respect to the samples of the row
   */
  void back(
      KernelDemosaicingKernel kernel,
      RowRing cotangents,
      RowRing mosaic,
      int row,
      float[] out,
      int to,
      LaneSums sums) {
    for (int y = row - 1; y <= row + 1; y++) {
      if (Border.SYMMETRIC.index(y, height) == row) {
        for (int x = -1; x <= width; x++) {
          if (outside(y, x)) {
            int column = Border.SYMMETRIC.index(x, width);
            float sample = mosaic.samples()[mosaic.at(0, row) + column];
            out[to + column] += back(kernel, cotangents, row, column, y, x, sample, sums.lanes());
          }
        }
      }
    }
  }

  /** Returns the gradient with respect to a sample that also appears at (y, x), beyond the edge. */
  private float back(
      KernelDemosaicingKernel kernel,
      RowRing cotangents,
      int row,
      int column,
      int y,
      int x,
      float sample,
      float[] sums) {
    Colour colour = cfa.colourAt(row, column);
    float sum = 0;
    for (int weight = 0; weight < WEIGHTS; weight++) {
      int pixelRow = y - (weight / SIDE - 1);
      int pixelColumn = x - (weight % SIDE - 1);
      if (!outside(pixelRow, pixelColumn)) {
        int plane = kernel.plane(colour, pixelColumn);
        float pixel = cotangents.samples()[cotangents.at(plane, pixelRow) + pixelColumn];
        sum += chain.demosaicing(colour, weight) * pixel;
        sums[weight * Lanes.COUNT + (column & 1)] += sample * pixel;
      }
    }
    return sum;
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.chain.Parallel;
import dev.rawline.imaging.frame.Border;

/**
 * The fast twin of {@link Spread} for many weights: products of spectra, tile by tile, in double
 * precision.
 *
 * <p>Neighbouring tiles overlap by as much as the weights reach, and what the circular convolution
 * spoils at their edges is left out (overlap-save). Two tiles share one transform, one as its real,
 * one as its imaginary part.
 */
final class FourierConvolution implements Spreader {
  private static final int SMALLEST_TILE = 64;

  private final int side;
  private final int reachDown;
  private final int reachAcross;
  private final TileTransform transform;
  private final double[][] kernelReal;
  private final double[][] kernelImaginary;

  FourierConvolution(Spread spread) {
    Convolution whole = spread.joined();
    reachDown = whole.reachDown();
    reachAcross = whole.reachAcross();
    // Between a third and two thirds of a tile's side remain.
    side =
        Math.max(
            SMALLEST_TILE, 2 * Integer.highestOneBit(6 * Math.max(reachDown, reachAcross) | 1));
    transform = new TileTransform(side);
    kernelReal = new double[side][side];
    kernelImaginary = new double[side][side];
    double area = (double) side * side;
    for (int i = 0; i < whole.rows; i++) {
      for (int j = 0; j < whole.columns; j++) {
        kernelReal[Math.floorMod(i - reachDown, side)][Math.floorMod(j - reachAcross, side)] =
            whole.weights[i * whole.columns + j] / area;
      }
    }
    transform.transform(kernelReal, kernelImaginary);
  }

  /** Reads a sample's row; a row of zeros where there is none. */
  @FunctionalInterface
  interface RowReader {
    /** Copies the samples of a row from a column on, which may both lie outside. */
    void read(int row, int column, double[] into);
  }

  /** Takes a run of results. */
  @FunctionalInterface
  interface RowWriter {
    /** Takes results of a row from a column on, which stand in an array from a place on. */
    void write(int row, int column, double[] results, int from, int count);
  }

  /** The rectangle of results that are wanted; rows and columns may be negative. */
  record Area(int top, int left, int height, int width) {}

  /** Returns how many pieces of work an area is; each is two tiles, perhaps the last one tile. */
  int pieces(Area area) {
    return Math.ceilDiv(tilesDown(area) * tilesAcross(area), 2);
  }

  private int tilesDown(Area area) {
    return Math.ceilDiv(area.height, side - 2 * reachDown);
  }

  private int tilesAcross(Area area) {
    return Math.ceilDiv(area.width, side - 2 * reachAcross);
  }

  /**
   * Computes one piece.
   *
   * @param sign 1 to spread, −1 to carry a gradient back
   */
  void piece(int piece, Area area, double sign, RowReader reader, RowWriter writer) {
    double[][] real = new double[side][side];
    double[][] imaginary = new double[side][side];
    boolean two = 2 * piece + 1 < tilesDown(area) * tilesAcross(area);
    fill(real, 2 * piece, area, reader);
    if (two) {
      fill(imaginary, 2 * piece + 1, area, reader);
    }
    transform.transform(real, imaginary);
    for (int i = 0; i < side; i++) {
      TileTransform.multiply(real[i], imaginary[i], kernelReal[i], kernelImaginary[i], sign);
    }
    transform.inverse(real, imaginary);
    empty(real, 2 * piece, area, writer);
    if (two) {
      empty(imaginary, 2 * piece + 1, area, writer);
    }
  }

  private int top(int tile, Area area) {
    return area.top + tile / tilesAcross(area) * (side - 2 * reachDown);
  }

  private int left(int tile, Area area) {
    return area.left + tile % tilesAcross(area) * (side - 2 * reachAcross);
  }

  private void fill(double[][] samples, int tile, Area area, RowReader reader) {
    for (int i = 0; i < side; i++) {
      reader.read(top(tile, area) - reachDown + i, left(tile, area) - reachAcross, samples[i]);
    }
  }

  private void empty(double[][] results, int tile, Area area, RowWriter writer) {
    int top = top(tile, area);
    int left = left(tile, area);
    int bottom = Math.min(area.top + area.height, top + side - 2 * reachDown);
    int right = Math.min(area.left + area.width, left + side - 2 * reachAcross);
    for (int row = top; row < bottom; row++) {
      writer.write(row, left, results[row - top + reachDown], reachAcross, right - left);
    }
  }

  @Override
  public double[] of(double[] plane, int width, int height) {
    double[] spread = new double[plane.length];
    Area area = new Area(0, 0, height, width);
    Parallel.forEach(
        Parallel.CORES,
        pieces(area),
        piece ->
            piece(
                piece,
                area,
                1,
                (row, column, into) -> {
                  int from = Border.MIRROR.index(row, height) * width;
                  for (int i = 0; i < into.length; i++) {
                    into[i] = plane[from + Border.MIRROR.index(column + i, width)];
                  }
                },
                (row, column, results, from, count) ->
                    System.arraycopy(results, from, spread, row * width + column, count)));
    return spread;
  }

  @Override
  public double[] adjoint(double[] cotangent, int width, int height) {
    int wide = width + 2 * reachAcross;
    double[] beyond = new double[wide * (height + 2 * reachDown)];
    Area area = new Area(-reachDown, -reachAcross, height + 2 * reachDown, wide);
    Parallel.forEach(
        Parallel.CORES,
        pieces(area),
        piece ->
            piece(
                piece,
                area,
                -1,
                (row, column, into) -> {
                  for (int i = 0; i < into.length; i++) {
                    int at = column + i;
                    boolean inside = row >= 0 && row < height && at >= 0 && at < width;
                    into[i] = inside ? cotangent[row * width + at] : 0;
                  }
                },
                (row, column, results, from, count) ->
                    System.arraycopy(
                        results,
                        from,
                        beyond,
                        (row + reachDown) * wide + column + reachAcross,
                        count)));
    double[] gradient = new double[cotangent.length];
    for (int at = 0; at < beyond.length; at++) {
      int row = Border.MIRROR.index(at / wide - reachDown, height);
      int column = Border.MIRROR.index(at % wide - reachAcross, width);
      gradient[row * width + column] += beyond[at];
    }
    return gradient;
  }
}

package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.numeric.Parallel;
import java.util.Arrays;

/**
 * The fast twin of {@link ConvolutionPasses} for many weights: products of spectra, tile by tile,
 * in double precision.
 *
 * <p>Neighbouring tiles overlap by the reach of the weights, and the samples at their edges that
 * the circular convolution invalidates are discarded (overlap-save). Two tiles share one transform,
 * one as its real, one as its imaginary part.
 */
final class FourierConvolution implements PointSpreadOperator {
  private static final int SMALLEST_TILE = 64;

  private final int side;
  private final int reachDown;
  private final int reachAcross;
  private final TileTransform transform;
  private final double[][] kernelReal;
  private final double[][] kernelImaginary;

  FourierConvolution(ConvolutionPasses spread) {
    PlaneConvolution whole = spread.joined();
    reachDown = whole.reachDown();
    reachAcross = whole.reachAcross();
    // Between a third and two thirds of a tile's side are valid.
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

  /** Reads a run of a plane's row for a tile. */
  @FunctionalInterface
  interface TileReader {
    /** Copies the samples of a row from a column on; both may be outside. */
    void read(int row, int column, double[] into);
  }

  /** Receives a run of a tile's results. */
  @FunctionalInterface
  interface TileWriter {
    /** Receives results of a row from a column on, stored in an array from an index on. */
    void write(int row, int column, double[] results, int from, int count);
  }

  /** The rectangle of requested results; rows and columns may be negative. */
  record Area(int top, int left, int height, int width) {}

  /** Returns the number of pieces of an area; each is two tiles, the last may be one tile. */
  int pieces(Area area) {
    return Math.ceilDiv(tilesDown(area) * tilesAcross(area), 2);
  }

  private int tilesDown(Area area) {
    return Math.ceilDiv(area.height, stepDown());
  }

  private int tilesAcross(Area area) {
    return Math.ceilDiv(area.width, stepAcross());
  }

  /**
   * Computes one piece.
   *
   * @param sign 1 to convolve, −1 for the adjoint
   */
  void piece(int piece, Area area, double sign, TileReader reader, TileWriter writer) {
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
    return area.top + tile / tilesAcross(area) * stepDown();
  }

  private int left(int tile, Area area) {
    return area.left + tile % tilesAcross(area) * stepAcross();
  }

  private void fill(double[][] samples, int tile, Area area, TileReader reader) {
    for (int i = 0; i < side; i++) {
      reader.read(top(tile, area) - reachDown + i, left(tile, area) - reachAcross, samples[i]);
    }
  }

  private void empty(double[][] results, int tile, Area area, TileWriter writer) {
    int top = top(tile, area);
    int left = left(tile, area);
    int bottom = Math.min(area.top + area.height, top + stepDown());
    int right = Math.min(area.left + area.width, left + stepAcross());
    for (int row = top; row < bottom; row++) {
      writer.write(row, left, results[row - top + reachDown], reachAcross, right - left);
    }
  }

  private int stepDown() {
    return side - 2 * reachDown;
  }

  private int stepAcross() {
    return side - 2 * reachAcross;
  }

  /** Receives the results of whole rows, from a row of the area on. */
  private interface StripTaker {
    void take(int top, int rows, double[][] results);
  }

  /**
   * Computes an area from top to bottom, two rows of tiles at a time: these form complete pairs,
   * enough for many threads.
   *
   * @param sign 1 to convolve, −1 for the adjoint
   * @param reader reads whole rows, which begin at the weights' reach to the left of the area, and
   *     may be outside
   */
  private void inStrips(Area area, double sign, RowReader reader, StripTaker taker) {
    int most = Math.min(2, tilesDown(area)) * stepDown();
    int columns = tilesAcross(area) * stepAcross() + 2 * reachAcross;
    double[][] samples = new double[most + 2 * reachDown][columns];
    double[][] results = new double[Math.min(most, area.height)][area.width];
    for (int first = 0; first < tilesDown(area); first += 2) {
      int tiles = Math.min(2, tilesDown(area) - first);
      int top = area.top + first * stepDown();
      int height = Math.min(tiles * stepDown(), area.top + area.height - top);
      Area strip = new Area(top, area.left, height, area.width);
      Parallel.forEach(
          Parallel.CORES,
          tiles * stepDown() + 2 * reachDown,
          i -> reader.read(top - reachDown + i, samples[i]));
      TileReader fromSamples =
          (row, column, into) ->
              System.arraycopy(
                  samples[row - top + reachDown], column - area.left + reachAcross, into, 0, side);
      TileWriter intoResults =
          (row, column, tile, from, count) ->
              System.arraycopy(tile, from, results[row - top], column - area.left, count);
      Parallel.forEach(
          Parallel.CORES,
          pieces(strip),
          piece -> piece(piece, strip, sign, fromSamples, intoResults));
      taker.take(top, height, results);
    }
  }

  @Override
  public void spread(RowReader plane, RowWriter spread, int width, int height) {
    Area area = new Area(0, 0, height, width);
    int[] columns = mirrored(tilesAcross(area) * stepAcross() + 2 * reachAcross, width);
    RowReader mirrored =
        (row, into) -> {
          double[] line = new double[width];
          plane.read(Border.MIRROR.index(row, height), line);
          System.arraycopy(line, 0, into, reachAcross, width);
          for (int i = 0; i < reachAcross; i++) {
            into[i] = line[columns[i]];
          }
          for (int i = reachAcross + width; i < into.length; i++) {
            into[i] = line[columns[i]];
          }
        };
    inStrips(
        area,
        1,
        mirrored,
        (top, rows, results) -> {
          for (int i = 0; i < rows; i++) {
            spread.write(top + i, results[i]);
          }
        });
  }

  @Override
  public void carryBack(RowReader cotangent, RowWriter gradient, int width, int height) {
    Area beyond =
        new Area(-reachDown, -reachAcross, height + 2 * reachDown, width + 2 * reachAcross);
    RowReader nothingBeyond =
        (row, into) -> {
          Arrays.fill(into, 0);
          if (row >= 0 && row < height) {
            double[] line = new double[width];
            cotangent.read(row, line);
            System.arraycopy(line, 0, into, 2 * reachAcross, width);
          }
        };
    int[] last = new int[height];
    for (int row = -reachDown; row < height + reachDown; row++) {
      last[Border.MIRROR.index(row, height)] = row;
    }
    int[] columns = mirrored(beyond.width, width);
    RowAccumulator folded = new RowAccumulator(width, last, gradient);
    inStrips(
        beyond,
        -1,
        nothingBeyond,
        (top, rows, results) -> {
          for (int row = top; row < top + rows; row++) {
            int inside = Border.MIRROR.index(row, height);
            double[] to = folded.at(inside);
            double[] from = results[row - top];
            for (int i = 0; i < from.length; i++) {
              to[columns[i]] += from[i];
            }
            folded.close(inside, row);
          }
        });
  }

  /**
   * Returns the source column for each column, starting at the weights' reach to the left of a
   * plane.
   */
  private int[] mirrored(int count, int width) {
    int[] columns = new int[count];
    for (int i = 0; i < count; i++) {
      columns[i] = Border.MIRROR.index(i - reachAcross, width);
    }
    return columns;
  }
}

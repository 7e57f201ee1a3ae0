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
  private final int threads;

  FourierConvolution(Spread spread) {
    this(spread, Parallel.CORES);
  }

  /**
   * Prepares the spectrum of the weights.
   *
   * @param threads the most threads at work at once
   */
  FourierConvolution(Spread spread, int threads) {
    this.threads = threads;
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

  /** The rectangle of results that are wanted; rows and columns may be negative. */
  private record Area(int top, int left, int height, int width) {}

  /** Takes complete rows of results, of which the first is a row of the area. */
  private interface StripTaker {
    void take(int top, double[][] results);
  }

  private int stepDown() {
    return side - 2 * reachDown;
  }

  private int stepAcross() {
    return side - 2 * reachAcross;
  }

  private int tilesDown(Area area) {
    return Math.ceilDiv(area.height, stepDown());
  }

  private int tilesAcross(Area area) {
    return Math.ceilDiv(area.width, stepAcross());
  }

  /**
   * Computes an area from top to bottom, two rows of tiles at a time: they make whole pairs, and
   * enough for many threads.
   *
   * @param sign 1 to spread, −1 to carry a gradient back
   * @param reader reads rows that begin as far left of the area as the weights reach, and may lie
   *     outside
   */
  private void inStrips(Area area, double sign, RowReader reader, StripTaker taker) {
    int columns = tilesAcross(area) * stepAcross() + 2 * reachAcross;
    for (int first = 0; first < tilesDown(area); first += 2) {
      int tiles = Math.min(2, tilesDown(area) - first);
      int top = area.top + first * stepDown();
      int height = Math.min(tiles * stepDown(), area.top + area.height - top);
      Area strip = new Area(top, area.left, height, area.width);
      double[][] samples = new double[tiles * stepDown() + 2 * reachDown][columns];
      double[][] results = new double[height][area.width];
      Parallel.forEach(threads, samples.length, i -> reader.read(top - reachDown + i, samples[i]));
      int pairs = Math.ceilDiv(tiles * tilesAcross(area), 2);
      Parallel.forEach(threads, pairs, pair -> pair(pair, strip, sign, samples, results));
      taker.take(top, results);
    }
  }

  /** Computes two tiles, the last perhaps alone. */
  private void pair(int pair, Area strip, double sign, double[][] samples, double[][] results) {
    double[][] real = new double[side][side];
    double[][] imaginary = new double[side][side];
    boolean two = 2 * pair + 1 < tilesDown(strip) * tilesAcross(strip);
    fill(real, 2 * pair, strip, samples);
    if (two) {
      fill(imaginary, 2 * pair + 1, strip, samples);
    }
    transform.transform(real, imaginary);
    for (int i = 0; i < side; i++) {
      TileTransform.multiply(real[i], imaginary[i], kernelReal[i], kernelImaginary[i], sign);
    }
    transform.inverse(real, imaginary);
    empty(real, 2 * pair, strip, results);
    if (two) {
      empty(imaginary, 2 * pair + 1, strip, results);
    }
  }

  private void fill(double[][] into, int tile, Area strip, double[][] samples) {
    int top = tile / tilesAcross(strip) * stepDown();
    int left = tile % tilesAcross(strip) * stepAcross();
    for (int i = 0; i < side; i++) {
      System.arraycopy(samples[top + i], left, into[i], 0, side);
    }
  }

  private void empty(double[][] from, int tile, Area strip, double[][] results) {
    int top = tile / tilesAcross(strip) * stepDown();
    int left = tile % tilesAcross(strip) * stepAcross();
    int bottom = Math.min(strip.height, top + stepDown());
    int count = Math.min(strip.width - left, stepAcross());
    for (int row = top; row < bottom; row++) {
      System.arraycopy(from[row - top + reachDown], reachAcross, results[row], left, count);
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
          for (int i = 0; i < into.length; i++) {
            into[i] = line[columns[i]];
          }
        };
    inStrips(
        area,
        1,
        mirrored,
        (top, results) -> {
          for (int i = 0; i < results.length; i++) {
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
    OpenRows folded = new OpenRows(width, last, gradient);
    inStrips(
        beyond,
        -1,
        nothingBeyond,
        (top, results) -> {
          for (int row = top; row < top + results.length; row++) {
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
   * Returns for columns from as far left of a plane on as the weights reach which one they show.
   */
  private int[] mirrored(int count, int width) {
    int[] columns = new int[count];
    for (int i = 0; i < count; i++) {
      columns[i] = Border.MIRROR.index(i - reachAcross, width);
    }
    return columns;
  }
}

package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * A random landscape by the diamond–square algorithm, which repeats beyond its edges.
 *
 * <p>From step to half the step, the middle of every square of points and then the middle of every
 * edge becomes the mean of its four neighbours plus a · u, with u uniform in (−a, a); a begins at
 * 100 and is divided by the decay each time. In the end the heights are stretched to [0, 1].
 */
final class PlasmaFractal {
  private static final double FIRST_WOBBLE = 100;

  private final int side;
  private final double[] heights;
  private final RandomStream random;

  private PlasmaFractal(int side, RandomStream random) {
    this.side = side;
    this.heights = new double[side * side];
    this.random = random;
  }

  /**
   * Returns heights in reading order.
   *
   * @param side the number of rows and columns, a power of two
   * @param decay the divisor of the random amplitude from one step to the next
   */
  static double[] draw(int side, double decay, RandomStream random) {
    PlasmaFractal fractal = new PlasmaFractal(side, random);
    double wobble = FIRST_WOBBLE;
    for (int step = side; step >= 2; step /= 2) {
      fractal.fillSquares(step, wobble);
      fractal.fillEdges(step, wobble);
      wobble /= decay;
    }
    return fractal.stretched();
  }

  private void fillSquares(int step, double wobble) {
    for (int row = 0; row < side; row += step) {
      for (int column = 0; column < side; column += step) {
        double sum =
            at(row, column)
                + at(row, column + step)
                + at(row + step, column)
                + at(row + step, column + step);
        fill(row + step / 2, column + step / 2, sum, wobble);
      }
    }
  }

  private void fillEdges(int step, double wobble) {
    int half = step / 2;
    for (int row = 0; row < side; row += step) {
      for (int column = 0; column < side; column += step) {
        double above = at(row - half, column + half) + at(row + half, column + half);
        fill(row, column + half, above + at(row, column) + at(row, column + step), wobble);
        double beside = at(row + half, column - half) + at(row + half, column + half);
        fill(row + half, column, beside + at(row, column) + at(row + step, column), wobble);
      }
    }
  }

  private double at(int row, int column) {
    // A side is a power of two.
    return heights[(row & (side - 1)) * side + (column & (side - 1))];
  }

  private void fill(int row, int column, double sumOfFour, double wobble) {
    heights[row * side + column] = sumOfFour / 4 + wobble * wobble * (2 * random.nextUniform() - 1);
  }

  private double[] stretched() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double height : heights) {
      least = Math.min(least, height);
      most = Math.max(most, height);
    }
    for (int i = 0; i < heights.length; i++) {
      heights[i] = most > least ? (heights[i] - least) / (most - least) : 0;
    }
    return heights;
  }
}

package dev.rawline.imaging.inspection;

/**
 * The profile of an edge in a tile: dark + (bright − dark) · Φ((d − place) / width), d the distance
 * along the edge's normal, bent by a parabola; found by least squares (Levenberg and Marquardt).
 */
final class EdgeProfile {
  /** The parameters in their order: dark, bright, place, angle, bend, logarithm of width. */
  private static final int PARAMETERS = 6;

  private static final int ROUNDS = 20;
  private static final double ENOUGH = 1e-4;

  private final double[] x;
  private final double[] y;
  private final double[] values;
  private final int count;
  private double[] state;
  private double squares;

  /**
   * Prepares a fit.
   *
   * @param x the samples' positions from the tile's middle, to the right [px]
   * @param y the samples' positions, downwards [px]
   * @param values the samples
   * @param count their number
   */
  EdgeProfile(double[] x, double[] y, double[] values, int count) {
    this.x = x;
    this.y = y;
    this.values = values;
    this.count = count;
  }

  /** Fits, starting with an edge through the middle that gets brighter in a direction [rad]. */
  EdgeProfile fit(double angle) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    state = new double[] {least, most, 0, angle, 0, 0};
    double[][] normal = new double[PARAMETERS][PARAMETERS];
    double[] right = new double[PARAMETERS];
    squares = linearize(state, normal, right);
    double damping = 1e-2;
    for (int round = 0; round < ROUNDS; round++) {
      double[] step = solve(normal, right, damping);
      double[] next = new double[PARAMETERS];
      for (int i = 0; i < PARAMETERS; i++) {
        next[i] = state[i] + step[i];
      }
      double[][] nextNormal = new double[PARAMETERS][PARAMETERS];
      double[] nextRight = new double[PARAMETERS];
      double nextSquares = linearize(next, nextNormal, nextRight);
      if (nextSquares < squares) {
        boolean settled = nextSquares > squares * (1 - ENOUGH);
        state = next;
        squares = nextSquares;
        normal = nextNormal;
        right = nextRight;
        damping /= 5;
        if (settled) {
          break;
        }
      } else {
        damping *= 5;
      }
    }
    return this;
  }

  /** Sums the normal equations at a state and returns the sum of squares. */
  private double linearize(double[] at, double[][] normal, double[] right) {
    double cosine = Math.cos(at[3]);
    double sine = Math.sin(at[3]);
    double width = Math.exp(at[5]);
    double height = at[1] - at[0];
    double[] row = new double[PARAMETERS];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double across = x[i] * cosine + y[i] * sine;
      double along = y[i] * cosine - x[i] * sine;
      double z = (across + at[4] * along * along - at[2]) / width;
      double bell = Math.exp(-0.5 * z * z);
      double share = share(z, bell);
      double slope = height * bell * 0.3989422804014327;
      row[0] = 1 - share;
      row[1] = share;
      row[2] = -slope / width;
      row[3] = slope / width * (along - 2 * at[4] * along * across);
      row[4] = slope / width * along * along;
      row[5] = -slope * z;
      double rest = values[i] - at[0] - height * share;
      sum += rest * rest;
      for (int a = 0; a < PARAMETERS; a++) {
        right[a] += row[a] * rest;
        for (int b = 0; b <= a; b++) {
          normal[a][b] += row[a] * row[b];
        }
      }
    }
    return sum;
  }

  /** Returns Φ(z) within 7.5e-8 (Abramowitz and Stegun 26.2.17), given exp(−z²/2). */
  private static double share(double z, double bell) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double beyond = bell * 0.3989422804014327 * polynomial;
    return z > 0 ? 1 - beyond : beyond;
  }

  /** Solves the damped normal equations by Cholesky's decomposition. */
  private static double[] solve(double[][] normal, double[] right, double damping) {
    double[][] root = new double[PARAMETERS][PARAMETERS];
    double[] step = right.clone();
    for (int a = 0; a < PARAMETERS; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = normal[a][b] * (a == b ? 1 + damping : 1) + (a == b ? 1e-12 : 0);
        for (int k = 0; k < b; k++) {
          sum -= root[a][k] * root[b][k];
        }
        root[a][b] = a == b ? Math.sqrt(Math.max(1e-30, sum)) : sum / root[b][b];
      }
      for (int k = 0; k < a; k++) {
        step[a] -= root[a][k] * step[k];
      }
      step[a] /= root[a][a];
    }
    for (int a = PARAMETERS - 1; a >= 0; a--) {
      for (int k = a + 1; k < PARAMETERS; k++) {
        step[a] -= root[k][a] * step[k];
      }
      step[a] /= root[a][a];
    }
    return step;
  }

  /** Returns the step height of the edge. */
  double height() {
    return Math.abs(state[1] - state[0]);
  }

  /** Returns the mean of the two sides. */
  double middle() {
    return (state[0] + state[1]) / 2;
  }

  /** Returns the distance of the edge from the tile's middle [px]. */
  double place() {
    return Math.abs(state[2]);
  }

  /** Returns the deviation from a straight edge at a distance from the middle [px]. */
  double bend(double distance) {
    return Math.abs(state[4]) * distance * distance;
  }

  /** Returns the width, one standard deviation [px]. */
  double width() {
    return Math.exp(state[5]);
  }

  /** Returns the mean square of the residuals. */
  double rest() {
    return squares / (count - PARAMETERS);
  }
}

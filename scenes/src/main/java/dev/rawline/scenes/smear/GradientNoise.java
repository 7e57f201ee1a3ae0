package dev.rawline.scenes.smear;

/**
 * A random function of position with features of about one unit (Perlin's gradient noise).
 *
 * <p>Slopes at the points of a lattice are blended by a quintic. The mean is 0 and the range about
 * ±1; it does not repeat within 2³² units.
 */
final class GradientNoise {
  private static final int DIRECTIONS = 64;
  private static final double[] X = new double[DIRECTIONS];
  private static final double[] Y = new double[DIRECTIONS];
  // The largest value that a slope of one can lead to is √½; this widens it to about 1.
  private static final double SCALE = 1.4;

  static {
    for (int i = 0; i < DIRECTIONS; i++) {
      X[i] = SCALE * StrictMath.cos(2 * Math.PI * i / DIRECTIONS);
      Y[i] = SCALE * StrictMath.sin(2 * Math.PI * i / DIRECTIONS);
    }
  }

  private final int seed;

  GradientNoise(int seed) {
    this.seed = seed;
  }

  double at(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double right = x - column;
    double down = y - row;
    double across = blend(right);
    double top =
        mix(slope(column, row, right, down), slope(column + 1, row, right - 1, down), across);
    double bottom =
        mix(
            slope(column, row + 1, right, down - 1),
            slope(column + 1, row + 1, right - 1, down - 1),
            across);
    return mix(top, bottom, blend(down));
  }

  /** Returns 32 mixed bits of a point of the lattice. */
  int bits(int column, int row) {
    int hash = column * 0x9e3779b1 ^ row * 0x85ebca77 ^ seed;
    hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
    hash = (hash ^ (hash >>> 12)) * 0x297a2d39;
    return hash ^ (hash >>> 15);
  }

  private double slope(int column, int row, double x, double y) {
    int direction = bits(column, row) & (DIRECTIONS - 1);
    return X[direction] * x + Y[direction] * y;
  }

  private static double blend(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }

  private static double mix(double from, double to, double share) {
    return from + share * (to - from);
  }
}

package dev.rawline.scenes.street;

/** Smooth random functions of position, from a hashed lattice: the same bits on every machine. */
final class ValueNoise {
  private static final int COLUMN = 0x9e3779b1;
  private static final int ROW = 0x85ebca77;

  private ValueNoise() {}

  /** Returns 32 bits of a lattice point of a seed; the upper 24 are well mixed. */
  static int hash(int seed, int i, int j) {
    return mix(row(seed, j) ^ (i * COLUMN));
  }

  private static int row(int seed, int j) {
    return seed ^ Integer.rotateLeft(j * ROW, 13);
  }

  // The upper bits are well mixed; the lower ones are not used.
  private static int mix(int bits) {
    int mixed = bits * 0x7feb352d;
    return (mixed ^ (mixed >>> 15)) * 0x846ca68b;
  }

  /** Returns the number in [0, 1) of a lattice point of a seed. */
  static double uniform(int seed, int i, int j) {
    return (hash(seed, i, j) >>> 8) * 0x1p-24;
  }

  /**
   * Returns value noise in [−1, 1] whose lattice has a spacing of 1; mean 0, standard deviation
   * 0.45.
   */
  static double at(int seed, double x, double y) {
    int i = floor(x);
    int j = floor(y);
    double s = ease(x - i);
    double t = ease(y - j);
    int upper = row(seed, j);
    int lower = row(seed, j + 1);
    int before = i * COLUMN;
    int after = before + COLUMN;
    double topLeft = mix(upper ^ before) >>> 8;
    double topRight = mix(upper ^ after) >>> 8;
    double bottomLeft = mix(lower ^ before) >>> 8;
    double bottomRight = mix(lower ^ after) >>> 8;
    double top = topLeft + (topRight - topLeft) * s;
    double bottom = bottomLeft + (bottomRight - bottomLeft) * s;
    return (top + (bottom - top) * t) * 0x1p-23 - 1;
  }

  /**
   * Returns a sum of octaves, each of half the lattice spacing and weight of the one before; [−2,
   * 2].
   *
   * @param cell the lattice spacing of the first octave [m]
   * @param octaves the number of octaves, at least 1
   */
  static double fractal(int seed, double x, double y, double cell, int octaves) {
    double sum = 0;
    double weight = 1;
    double frequency = 1 / cell;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * at(seed + octave * 0x51ed27, x * frequency, y * frequency);
      weight *= 0.5;
      frequency *= 2;
    }
    return sum;
  }

  /** Returns the largest integer that is not above a number. */
  static int floor(double number) {
    return (int) Math.floor(number);
  }

  /** Returns 0 at and below low, 1 at and above high, and a smooth step between. */
  static double step(double low, double high, double number) {
    double share = Math.clamp((number - low) / (high - low), 0, 1);
    return share * share * (3 - 2 * share);
  }

  static double lerp(double from, double to, double share) {
    return from + (to - from) * share;
  }

  private static double ease(double share) {
    return share * share * share * (share * (share * 6 - 15) + 10);
  }
}

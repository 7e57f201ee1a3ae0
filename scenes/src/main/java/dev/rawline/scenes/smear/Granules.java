package dev.rawline.scenes.smear;

/**
 * Small round bodies distributed over a cell.
 *
 * <p>The plane is cut into squares; each holds at most one, anywhere in it, so that their number
 * varies and they may overlap.
 *
 * @param noise the noise that selects squares
 * @param pitch the side of a square [µm]
 * @param share the share of squares that contain one, 0 to 1
 * @param smallest the smallest radius [µm]
 * @param largest the largest radius, at most the pitch [µm]
 * @param azure the amount of azure in the middle of one
 * @param complex the amount of dye complex
 * @param eosin the amount of eosin
 * @param overNucleus the share of them over the nucleus, 0 to 1
 */
record Granules(
    GradientNoise noise,
    double pitch,
    double share,
    double smallest,
    double largest,
    double azure,
    double complex,
    double eosin,
    double overNucleus) {

  /** Adds their dyes, scaled by a weight of 0 to 1. */
  void add(double x, double y, double weight, DyeAmounts dyes) {
    int column = (int) Math.floor(x / pitch);
    int row = (int) Math.floor(y / pitch);
    double most = 0;
    for (int i = row - 1; i <= row + 1; i++) {
      for (int j = column - 1; j <= column + 1; j++) {
        most = Math.max(most, body(i, j, x, y));
      }
    }
    if (most > 0) {
      dyes.azure += weight * most * azure;
      dyes.complex += weight * most * complex;
      dyes.eosin += weight * most * eosin;
    }
  }

  private double body(int row, int column, double x, double y) {
    int bits = noise.bits(column, row);
    if ((bits & 0xff) >= share * 256) {
      return 0;
    }
    double right = x - pitch * (column + ((bits >>> 8) & 0xff) / 256.0);
    double down = y - pitch * (row + ((bits >>> 16) & 0xff) / 256.0);
    // Small ones are more frequent than large ones.
    double size = (bits >>> 24) / 256.0;
    double radius = smallest + (largest - smallest) * size * size;
    double square = (right * right + down * down) / (radius * radius);
    if (square >= 1) {
      return 0;
    }
    double tone = 0.55 + 0.45 * ((bits >>> 4) & 0xf) / 15.0;
    return tone * Math.min(1, 1.6 * (1 - square));
  }
}

package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.ParameterTable;

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
  private static final ParameterTable CELLS =
      new ParameterTable(
          """
          cell                pitch      share     least largest    azure   complex    eosin    over
          basophil            0.62..0.8  0.5..0.85 0.26  0.5..0.66  0.9     1.3..2.0   0        0.9
          eosinophil          0.66..0.76 0.92..1.0 0.42  0.56..0.64 0..0.12 0.05..0.25 0.7..1.4 0.06
          neutrophil          0.30       0.4..0.9  0.07  0.17       0       0.5        0.15     0.08
          myelocyte           0.62       0.35..0.7 0.1   0.22..0.32 0.15    0.5..1.1   0        0.15
          promyelocyte        0.7..0.85  0.5..0.8  0.17  0.34..0.46 0.1     0.9..1.6   0.1      0.5
          lymphocyte          1.4        0.25      0.15  0.3        0.2     1.0        0        0.05
          atypical-lymphocyte 1.3        0.25      0.15  0.3        0.2     0.9        0        0.1
          monocyte            0.32       0.6       0.07  0.16       0.1     0.4        0        0.1
          platelet            0.38       0.6..0.95 0.12  0.36       0.5     1.3        0        1
          """);

  /** Generates the granules of a cell. */
  static Granules draw(String cell, RandomDraws draws) {
    GradientNoise noise = new GradientNoise(draws.seed());
    double[] of = CELLS.draw(cell, draws);
    return new Granules(noise, of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7]);
  }

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

package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.ParameterTable;

/**
 * The chromatin of a nucleus: a mean amount, with light specks between clumps, or light seams
 * between strands.
 *
 * @param amount the amount of dye complex where chromatin is dense
 * @param blue the amount of azure where it is dense
 * @param grain the size of its clumps [µm]
 * @param specks the relative lightness of the specks, 0 to 1
 * @param openness the share of specks in the nucleus, 0 to 1
 * @param lace the relative lightness of the seams between strands, 0 to 1
 */
record Chromatin(
    double amount, double blue, double grain, double specks, double openness, double lace) {
  private static final ParameterTable CELLS =
      new ParameterTable(
          """
          cell                 amount    blue      grain      specks    openness   lace
          basophil             1.0..1.6  0.15      0.9        0.35      0.4        0
          granulocyte          1.5..2.4  0.1..0.4  0.55..0.8  0.4..0.6  0.42..0.58 0
          metamyelocyte        1.3..2.1  0.1       0.6..0.85  0.45      0.55       0.2
          myelocyte            1.25..2.0 0.12      0.55..0.75 0.45      0.55       0.25
          promyelocyte         1.1..1.8  0.12      0.38..0.5  0.4       0.6        0.25
          lymphocyte           1.5..2.4  0.2..0.5  0.7..1.0   0.40      0.3..0.45  0
          atypical-lymphocyte  1.2..2.0  0.25      0.7..1.0   0.4       0.5        0.2
          monocyte             1.2..2.0  0.1       0.65..0.9  0.25      0.4        0.6
          burst                1.3..1.9  0.4       1.5        0.1       0.1        0
          """);

  /** Generates the chromatin of a cell. */
  static Chromatin draw(String cell, RandomDraws draws) {
    double[] of = CELLS.draw(cell, draws);
    return new Chromatin(of[0], of[1], of[2], of[3], of[4], of[5]);
  }

  /** Returns the relative density at a point, 0 to about 1.1. */
  double at(GradientNoise noise, double x, double y) {
    double clumps =
        noise.at(x / grain, y / grain) + 0.45 * noise.at(7 + 2.1 * x / grain, 3 + 2.1 * y / grain);
    double speck = SmoothFunctions.step(0.75 - openness, 1.05 - openness, clumps);
    double density = (1 - specks * speck) * (1 + 0.10 * clumps);
    if (lace > 0) {
      double seam =
          Math.abs(noise.at(31 + 0.9 * x / grain, 17 + 0.9 * y / grain))
              + 0.35 * Math.abs(noise.at(5 + 1.9 * x / grain, 11 + 1.9 * y / grain));
      double depth = lace * (0.75 + 0.6 * noise.at(3 + 0.4 * x / grain, 0.4 * y / grain));
      density *= 1 - depth * (1 - SmoothFunctions.step(0, 0.55, seam));
    }
    return density;
  }
}

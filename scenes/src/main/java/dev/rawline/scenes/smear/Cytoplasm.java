package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.scenes.ParameterTable;

/**
 * The cytoplasm of a leukocyte.
 *
 * @param azure the amount of azure
 * @param complex the amount of dye complex
 * @param eosin the amount of eosin
 * @param mottling the relative local variation of the amounts
 * @param grain the size of that variation [µm]
 * @param rim the additional azure at the edge
 * @param clearing the reduction in the clear zone next to the nucleus (Golgi body)
 */
record Cytoplasm(
    double azure,
    double complex,
    double eosin,
    double mottling,
    double grain,
    double rim,
    double clearing) {
  private static final ParameterTable CELLS =
      new ParameterTable(
          """
          cell                 azure      complex    eosin      mottling grain rim       clearing
          basophil             0.06       0.1..0.3   0.05       0.25     1     0         0
          eosinophil           0.05..0.25 0.05..0.2  0.12       0.2      1     0.05      0
          neutrophil           0.05..0.28 0.08..0.28 0.02..0.15 0.25     0.9   0.04      0
          myelocyte            0.12..0.4  0.08..0.22 0.05       0.25     0.9   0.15      0.35
          promyelocyte         0.3..0.65  0.05..0.15 0          0.2      1.0   0.25      0.6
          lymphocyte           0.45..0.95 0.05       0          0.25     0.9   0.25      0.1
          atypical-lymphocyte  0.22..0.55 0.02..0.12 0          0.15     1.6   0.35..0.8 0.35
          monocyte             0.22..0.5  0.12..0.3  0          0.40     0.55  0.1       0
          burst                0.2..0.6   0.1..0.4   0..0.3     0.3      1.4   0.1       0
          """);

  /** Generates the cytoplasm of a cell. */
  static Cytoplasm draw(String cell, RandomDraws draws) {
    double[] of = CELLS.draw(cell, draws);
    return new Cytoplasm(of[0], of[1], of[2], of[3], of[4], of[5], of[6]);
  }
}

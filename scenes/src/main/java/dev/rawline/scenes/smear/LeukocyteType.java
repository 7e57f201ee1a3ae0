package dev.rawline.scenes.smear;

import dev.rawline.imaging.random.RandomDraws;

/**
 * The types of white cell of a smear, distinguished by their structure.
 *
 * <p>Stain, light and size vary so widely within each type that colour alone does not distinguish
 * them.
 */
public enum LeukocyteType {
  /**
   * Coarse dark granules over cytoplasm and nucleus; the nucleus has two or three blurred lobes.
   */
  BASOPHIL(5.2, 7.0, 0.2),
  /** Two, rarely three, large round lobes; cytoplasm packed with large round granules. */
  EOSINOPHIL(5.8, 7.6, 0.2),
  /** A burst cell: bare nuclear matter, smeared and frayed, without cytoplasm or granules. */
  SMUDGE_CELL(4.6, 7.6, 0),
  /** A large lymphocyte whose abundant cytoplasm flows around red cells, darker at its edge. */
  ATYPICAL_LYMPHOCYTE(7.2, 9.6, 1),
  /** Small; a round, dense nucleus that almost fills the cell. */
  LYMPHOCYTE(4.4, 6.2, 0.2),
  /** Large; a broad, folded nucleus of lacy chromatin; vacuoles, an uneven outline. */
  MONOCYTE(7.0, 9.4, 0.5),
  /** The nucleus is a bent rod of even width; fine granules. */
  BAND_NEUTROPHIL(5.6, 7.6, 0.2),
  /** The nucleus has three to five lobes, rarely two, joined by threads; fine granules. */
  SEGMENTED_NEUTROPHIL(5.6, 7.6, 0.2),
  /** A kidney-shaped nucleus, indented by less than half; fine granules. */
  METAMYELOCYTE(5.9, 7.8, 0.2),
  /** A round to oval nucleus at one side of the cell; granules of mixed size. */
  MYELOCYTE(6.0, 8.4, 0.2),
  /** Very large; a big round nucleus of fine chromatin with nucleoli; coarse granules over it. */
  PROMYELOCYTE(7.4, 10.0, 0.2),
  /**
   * An unclassifiable cell: any of the others, shrunken with its nucleus burst into beads, under
   * stain precipitate, or under a second cell.
   */
  UNCLASSIFIABLE(4.6, 6.6, 0.2);

  private final double smallest;
  private final double largest;
  private final double pressing;

  LeukocyteType(double smallest, double largest, double pressing) {
    this.smallest = smallest;
    this.largest = largest;
    this.pressing = pressing;
  }

  /** Draws its radius before deformation [µm]. */
  double radius(RandomDraws draws) {
    return draws.between(smallest, largest);
  }

  /** Returns the probability that red cells indent it. */
  double pressing() {
    return pressing;
  }
}

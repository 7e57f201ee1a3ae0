package dev.rawline.scenes.smear;

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
  BASOPHIL,
  /** Two, rarely three, large round lobes; cytoplasm packed with large round granules. */
  EOSINOPHIL,
  /** A burst cell: bare nuclear matter, smeared and frayed, without cytoplasm or granules. */
  SMUDGE_CELL,
  /** A large lymphocyte whose abundant cytoplasm flows around red cells, darker at its edge. */
  ATYPICAL_LYMPHOCYTE,
  /** Small; a round, dense nucleus that almost fills the cell. */
  LYMPHOCYTE,
  /** Large; a broad, folded nucleus of lacy chromatin; vacuoles, an uneven outline. */
  MONOCYTE,
  /** The nucleus is a bent rod of even width; fine granules. */
  BAND_NEUTROPHIL,
  /** The nucleus has three to five lobes, rarely two, joined by threads; fine granules. */
  SEGMENTED_NEUTROPHIL,
  /** A kidney-shaped nucleus, indented by less than half; fine granules. */
  METAMYELOCYTE,
  /** A round to oval nucleus at one side of the cell; granules of mixed size. */
  MYELOCYTE,
  /** Very large; a big round nucleus of fine chromatin with nucleoli; coarse granules over it. */
  PROMYELOCYTE,
  /**
   * An unclassifiable cell: any of the others, shrunken with its nucleus burst into beads, under
   * stain precipitate, or under a second cell.
   */
  UNCLASSIFIABLE
}

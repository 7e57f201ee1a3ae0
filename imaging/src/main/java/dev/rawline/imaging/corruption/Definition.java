package dev.rawline.imaging.corruption;

/** The definition of a corruption with given parameters, in double precision. */
interface Definition {

  /**
   * Returns the corrupted picture, which may leave [0, 1].
   *
   * @param picture three colours in [0, 1]; not modified
   * @param scale the scale from published lengths to its pixels [px/px]
   * @param random the source of all randomness
   */
  DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random);
}

package dev.rawline.scenes.smear;

/** A body on the slide that absorbs light. */
interface Absorber {

  /** Returns a disc outside which it absorbs nothing. */
  Disc bounds();

  /**
   * Adds its dye amounts at a point.
   *
   * @param x to the right of the middle [µm]
   * @param y down [µm]
   * @param dyes the amounts to add to
   */
  void add(double x, double y, DyeAmounts dyes);
}

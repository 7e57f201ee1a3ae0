package dev.rawline.scenes.smear;

/** A body on the slide that takes light away. */
interface Absorber {

  /** Returns a disc outside of which it absorbs nothing. */
  Disc bounds();

  /**
   * Adds what it holds at a place.
   *
   * @param x to the right of the middle [µm]
   * @param y down [µm]
   * @param dyes the amounts to add to
   */
  void add(double x, double y, DyeAmounts dyes);
}

package dev.rawline.imaging.corruption;

/** What a corruption of certain numbers does to a picture, in double precision. */
interface Definition {

  /**
   * Returns the corrupted picture, which may leave [0, 1].
   *
   * @param picture three colours in [0, 1]; it stays as it is
   * @param scale how many of its pixels one pixel is that lengths are stated in [px]
   * @param random where all randomness comes from
   */
  DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random);
}

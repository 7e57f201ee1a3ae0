package dev.rawline.imaging.corruption;

import java.util.Collections;

/** Changes nothing, at every severity. */
record Identity() implements Definition {
  static final Severities SEVERITIES =
      new Severities(
          Collections.nCopies(Corruption.SEVERITIES, new Identity()),
          Collections.nCopies(Corruption.SEVERITIES, new Identity()));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return picture;
  }
}

package dev.rawline.learning.engine;

import java.util.Locale;

/** The precision of convolutions and matrix products; everything else is float32. */
public enum Precision {
  /** 24 bits. */
  FLOAT32,

  /**
   * 8 bits for the factors, 24 for the sums, pixels before channels: about half the time on
   * processors that have instructions for it.
   */
  BFLOAT16;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.rawline.learning.standardize;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;

/** Pictures → pictures of which each channel has about mean 0 and deviation 1. */
public sealed interface Standardizer
    permits IdentityStandardizer, BatchNormStandardizer, FixedStandardizer {

  /** Returns the numbers that training moves, by name; none where they are fixed. */
  default NetworkParameters parameters() {
    return new NetworkParameters();
  }

  /**
   * Returns pictures standardized; gradients go back through it.
   *
   * @param pictures (image, channel, row, column)
   * @param training whether statistics are those of this batch, and the running ones move
   * @throws IllegalArgumentException if there are as many channels as this has no numbers for
   */
  Tensor apply(Tensor pictures, boolean training);
}

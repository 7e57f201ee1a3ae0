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
   * @param training whether to use the statistics of this batch and update the running ones
   * @throws IllegalArgumentException if it has no statistics for this number of channels
   */
  Tensor apply(Tensor pictures, boolean training);
}

package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;

/** Pictures → logits, by numbers that are learned. */
public interface Network {

  /**
   * Computes what the network says of pictures.
   *
   * @param pictures (image, channel, row, column)
   * @param training whether layers behave as in training: batch norms take the statistics of this
   *     batch, and their running ones move
   * @return (image, output) of a classifier; (image, output, row, column) of what says something of
   *     each pixel
   */
  Tensor forward(Tensor pictures, boolean training);

  /** Returns the numbers. */
  Parameters parameters();
}

package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

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

  /**
   * Computes what the deepest layer before the head sees of pictures, averaged over each picture;
   * the layers behave as they do after training.
   *
   * @param pictures (image, channel, row, column)
   * @return (image, feature); none where the network shows only what it says
   */
  default Optional<Tensor> features(Tensor pictures) {
    return Optional.empty();
  }

  /** Returns the numbers. */
  NetworkParameters parameters();
}

package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** Pictures → logits, by numbers that are learned. */
public interface Network {

  /**
   * Computes the outputs for pictures.
   *
   * @param pictures (image, channel, row, column)
   * @param training whether layers behave as in training: batch norms take the statistics of this
   *     batch, and their running ones move
   * @return (image, output) of a classifier; (image, output, row, column) of what predicts
   *     something of each pixel
   */
  Tensor forward(Tensor pictures, boolean training);

  /**
   * Computes what the deepest layer before the head sees of pictures, averaged over each picture;
   * the layers behave as they do after training.
   *
   * @param pictures (image, channel, row, column)
   * @return (image, feature); none where the network exposes its outputs only
   */
  default Optional<Tensor> features(Tensor pictures) {
    return Optional.empty();
  }

  /** Returns the numbers. */
  NetworkParameters parameters();
}
